package io.maas.systemtests.architecture.violations.simulator.engine;

import io.vertx.core.Vertx;

/// The HTTP engine in a package that does not wire.
public record EngineOnTheWire(Vertx vertx) {}
