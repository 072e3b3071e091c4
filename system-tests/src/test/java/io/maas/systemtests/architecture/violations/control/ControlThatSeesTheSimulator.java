package io.maas.systemtests.architecture.violations.control;

import io.maas.systemtests.architecture.violations.simulator.Simulator;

/// A role that sees another.
public record ControlThatSeesTheSimulator(Simulator simulator) {}
