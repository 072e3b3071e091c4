package io.maas.systemtests.architecture.violations.simulator;

import io.vertx.core.Vertx;
import java.time.InstantSource;

/// Wires the simulator where it runs alone, and so may name the HTTP engine and the clock.
public record SimulatorProgram(Vertx engine) {

  public static InstantSource clock() {
    return InstantSource.system();
  }
}
