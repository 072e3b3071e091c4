package io.maas.store.valkey;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/// Time that a test moves: a ticker's for spans, a clock's for the calendar.
final class TestTime implements StoreTime {

  private static final long NANOS_OF_MILLI = 1_000_000;

  private final LongSupplier ticker;
  private final InstantSource clock;
  private final long startTicks;
  private final long startMillis;

  TestTime(LongSupplier ticker, InstantSource clock) {
    this.ticker = ticker;
    this.clock = clock;
    this.startTicks = ticker.getAsLong();
    this.startMillis = clock.millis();
  }

  @Override
  public String now() {
    long passed = (ticker.getAsLong() - startTicks) / NANOS_OF_MILLI;
    return Long.toString(startMillis + passed);
  }

  @Override
  public String wall() {
    return Long.toString(clock.millis());
  }
}
