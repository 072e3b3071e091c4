package io.maas.gateway.routing;

import java.time.Duration;

/// A bound on what is taken within any minute.
///
/// Seconds are told apart, and what was taken in one counts until all of it is older than a minute:
/// so no span of a minute ever has more, and what was taken is there again a second late at most.
/// Nothing is allocated after the beginning. Not thread-safe.
final class LastMinute {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /// A minute, and the second that has begun.
  private static final int SECONDS = 61;

  private final long most;
  private final long[] taken = new long[SECONDS];
  private long latest;
  private long sum;

  /// @param now of the monotonic ticker
  LastMinute(long most, long now) {
    this.most = most;
    this.latest = second(now);
  }

  /// Takes so much, if there is room. What is more than a whole minute's has to be alone in it.
  boolean take(long amount, long now) {
    move(now);
    if (sum > 0 && sum + amount > most) {
      return false;
    }
    add(latest, amount);
    return true;
  }

  /// What was taken turned out to be more, or less.
  ///
  /// @param at when it was taken
  void correct(long by, long at, long now) {
    move(now);
    if (latest - second(at) < SECONDS) {
      add(Math.min(second(at), latest), by);
    }
  }

  /// How long until so much can be taken.
  Duration wait(long amount, long now) {
    move(now);
    long left = sum;
    for (long second = latest - SECONDS + 1; second <= latest; second++) {
      if (left <= 0 || left + amount <= most) {
        return untilGone(second - 1, now);
      }
      left -= taken[slot(second)];
    }
    return untilGone(latest, now);
  }

  private static Duration untilGone(long second, long now) {
    return Duration.ofNanos(Math.max(0, (second + SECONDS) * SECOND - now));
  }

  private void move(long now) {
    long second = second(now);
    if (second - latest >= SECONDS) {
      for (int i = 0; i < SECONDS; i++) {
        taken[i] = 0;
      }
      sum = 0;
      latest = second;
    }
    while (latest < second) {
      latest++;
      sum -= taken[slot(latest)];
      taken[slot(latest)] = 0;
    }
  }

  private void add(long second, long amount) {
    taken[slot(second)] += amount;
    sum += amount;
  }

  private static int slot(long second) {
    return Math.floorMod(second, SECONDS);
  }

  private static long second(long now) {
    return Math.floorDiv(now, SECOND);
  }
}
