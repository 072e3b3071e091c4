package io.maas.systemtests.architecture.violations.gateway;

import io.vertx.core.http.HttpServerRequest;

/// The HTTP engine outside the packages that carry bytes.
public record GatewayOnTheWire(HttpServerRequest request) {}
