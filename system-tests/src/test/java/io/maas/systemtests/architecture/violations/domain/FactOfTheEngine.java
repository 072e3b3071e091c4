package io.maas.systemtests.architecture.violations.domain;

import io.vertx.core.buffer.Buffer;

/// Domain with the HTTP engine.
public record FactOfTheEngine(Buffer bytes) {}
