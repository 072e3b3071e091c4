package io.maas.simulator.metrics;

/// An engine's load at this moment. `cacheUsage` is from 0 to 1.
public record Gauges(int running, int waiting, double cacheUsage) {}
