package io.maas.simulator.engine;

import java.time.Duration;

/// How fast tokens come: the first after `timeToFirstToken`, each next after `interTokenLatency`.
public record Pace(Duration timeToFirstToken, Duration interTokenLatency) {
  private static final Duration LONGEST = Duration.ofDays(1);

  public static final Pace AT_ONCE = new Pace(Duration.ZERO, Duration.ZERO);

  public Pace {
    check("time-to-first-token", timeToFirstToken);
    check("inter-token-latency", interTokenLatency);
  }

  /// When that step (the first is 1) is due, in nanoseconds after the start.
  long dueNanos(int step) {
    return timeToFirstToken.toNanos() + (step - 1) * interTokenLatency.toNanos();
  }

  /// How many of the steps are due by then.
  int dueSteps(long elapsedNanos, int steps) {
    long sinceFirst = elapsedNanos - timeToFirstToken.toNanos();
    long each = interTokenLatency.toNanos();
    if (sinceFirst < 0) {
      return 0;
    }
    return each == 0 ? steps : (int) Math.min(steps, 1 + sinceFirst / each);
  }

  private static void check(String what, Duration value) {
    if (value.isNegative() || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("%s: %s (expected: 0 to 24h)".formatted(what, value));
    }
  }
}
