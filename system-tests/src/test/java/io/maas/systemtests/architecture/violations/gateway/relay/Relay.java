package io.maas.systemtests.architecture.violations.gateway.relay;

import io.vertx.core.buffer.Buffer;

/// May know the HTTP engine.
public record Relay(Buffer bytes) {}
