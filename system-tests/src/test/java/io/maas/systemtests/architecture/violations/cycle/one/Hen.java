package io.maas.systemtests.architecture.violations.cycle.one;

import io.maas.systemtests.architecture.violations.cycle.two.Egg;

/// Sees the package that sees it.
public record Hen(Egg egg) {}
