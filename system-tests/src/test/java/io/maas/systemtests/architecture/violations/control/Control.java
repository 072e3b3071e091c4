package io.maas.systemtests.architecture.violations.control;

import io.maas.systemtests.architecture.violations.domain.PlainFact;

/// What another role may not see.
public record Control(PlainFact fact) {}
