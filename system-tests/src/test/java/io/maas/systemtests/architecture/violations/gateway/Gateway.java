package io.maas.systemtests.architecture.violations.gateway;

import io.maas.systemtests.architecture.violations.domain.PlainFact;

/// What another role may not see.
public record Gateway(PlainFact fact) {}
