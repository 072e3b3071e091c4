package io.maas.simulator.metrics;

/// The KV cache's size: so many blocks of so many tokens.
public record CacheSize(int blockSize, int blocks) {}
