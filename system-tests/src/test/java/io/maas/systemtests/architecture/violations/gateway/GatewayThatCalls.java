package io.maas.systemtests.architecture.violations.gateway;

import java.net.http.HttpClient;

/// The JDK's HTTP client outside an HTTP package.
public record GatewayThatCalls(HttpClient client) {}
