package io.maas.testkit.outage;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for a fact instead of for a time.
public final class Eventually {

  private static final Duration LOOK = Duration.ofMillis(5);

  private Eventually() {}

  /// Returns as soon as the fact holds.
  ///
  /// @param what the fact in words
  /// @throws AssertionError if it does not hold within the patience
  public static void holds(String what, Duration patience, BooleanSupplier fact) {
    holds(what, patience, LOOK, fact);
  }

  /// The same where a look disturbs.
  ///
  /// @param look the time between two looks
  public static void holds(String what, Duration patience, Duration look, BooleanSupplier fact) {
    long end = System.nanoTime() + patience.toNanos();
    while (!fact.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + patience + ": " + what);
      }
      LockSupport.parkNanos(look.toNanos());
    }
  }
}
