package io.maas.testkit.metering;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// A monotonic ticker that moves only when told. Starts shortly before its nanoseconds overflow, as
/// a real one may.
public final class FakeTicker implements LongSupplier {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000);

  @Override
  public long getAsLong() {
    return nanos.get();
  }

  /// Lets this much time pass.
  public void advance(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
