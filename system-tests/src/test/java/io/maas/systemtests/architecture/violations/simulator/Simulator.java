package io.maas.systemtests.architecture.violations.simulator;

import io.maas.systemtests.architecture.violations.domain.PlainFact;

/// What another role may not see.
public record Simulator(PlainFact fact) {}
