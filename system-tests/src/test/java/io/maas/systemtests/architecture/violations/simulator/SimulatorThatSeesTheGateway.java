package io.maas.systemtests.architecture.violations.simulator;

import io.maas.systemtests.architecture.violations.gateway.Gateway;

/// A role that sees another.
public record SimulatorThatSeesTheGateway(Gateway gateway) {}
