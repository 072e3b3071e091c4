package io.maas.systemtests.architecture.violations.cycle.two;

import io.maas.systemtests.architecture.violations.cycle.one.Hen;

/// Sees the package that sees it.
public record Egg(Hen hen) {}
