package io.maas.systemtests.architecture.violations.operator;

import io.fabric8.standin.Pod;

/// Kubernetes outside a Kubernetes package, though inside the operator.
public record OperatorThatSeesPods(Pod pod) {}
