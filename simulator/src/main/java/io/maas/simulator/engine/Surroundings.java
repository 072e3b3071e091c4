package io.maas.simulator.engine;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// What a simulator takes from the world around it: dates, a ticker of nanoseconds for durations,
/// and chance.
public record Surroundings(InstantSource dates, LongSupplier ticker, RandomGenerator random) {}
