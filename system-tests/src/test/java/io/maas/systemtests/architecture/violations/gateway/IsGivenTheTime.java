package io.maas.systemtests.architecture.violations.gateway;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Random;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// Time and randomness from outside: nothing to refuse.
public record IsGivenTheTime(InstantSource instants, LongSupplier ticker, RandomGenerator dice) {

  public Instant now() {
    return instants.instant();
  }

  public LocalDate today(Clock clock) {
    return LocalDate.now(clock);
  }

  public Duration since(long start) {
    return Duration.ofNanos(ticker.getAsLong() - start);
  }

  public UUID id() {
    return new UUID(dice.nextLong(), dice.nextLong());
  }

  public Random seeded(long seed) {
    return new Random(seed);
  }
}
