package io.maas.systemtests.architecture.violations.http;

import io.vertx.core.http.HttpServer;

/// May know the HTTP engine.
public record Listener(HttpServer server) {}
