package io.maas.testkit.metering;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// A clock on the wall that goes with a ticker, until somebody sets it.
public final class FakeClock implements InstantSource {

  /// What it shows first: noon, UTC.
  public static final Instant START = Instant.parse("2026-03-10T12:00:00Z");

  private final LongSupplier ticker;
  private final long startedAt;
  private volatile Duration step = Duration.ZERO;

  public FakeClock(LongSupplier ticker) {
    this.ticker = ticker;
    this.startedAt = ticker.getAsLong();
  }

  @Override
  public Instant instant() {
    return START.plusNanos(ticker.getAsLong() - startedAt).plus(step);
  }

  /// Sets it forwards, or backwards by a negative step.
  public void step(Duration by) {
    step = step.plus(by);
  }
}
