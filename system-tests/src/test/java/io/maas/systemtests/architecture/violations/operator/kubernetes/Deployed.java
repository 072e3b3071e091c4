package io.maas.systemtests.architecture.violations.operator.kubernetes;

import io.fabric8.standin.Pod;

/// May know Kubernetes.
public record Deployed(Pod pod) {}
