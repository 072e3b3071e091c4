package io.fabric8.standin;

/// Some type of a client of Kubernetes.
public record Pod() {}
