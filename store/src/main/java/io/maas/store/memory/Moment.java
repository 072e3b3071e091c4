package io.maas.store.memory;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/// One moment on both clocks.
///
/// @param ticks monotonic nanoseconds
/// @param millis since the epoch, by the clock on the wall
record Moment(long ticks, long millis) {

  static final long NANOS_OF_MILLI = 1_000_000;

  static Moment now(LongSupplier ticker, InstantSource clock) {
    return new Moment(ticker.getAsLong(), clock.millis());
  }
}
