package io.maas.http;

import java.time.Duration;

/// How a listener takes leave of its clients.
///
/// @param telling how long it goes on as before, but tells every client that its connection ends
/// @param ending how long running answers may take, from when it begins to take leave
public record Farewell(Duration telling, Duration ending) {

  /// What suits a gateway that others stand beside.
  public static final Farewell USUAL = new Farewell(Duration.ofSeconds(2), Duration.ofSeconds(30));

  public Farewell {
    if (telling.isNegative() || ending.compareTo(telling.multipliedBy(2)) < 0) {
      throw new IllegalArgumentException(
          "drain: %s, of at most %s in all (expected: 0 s or more, and twice that at most in all)"
              .formatted(words(telling), words(ending)));
    }
  }

  /// How long it may take in all where nobody says so.
  public static Duration usuallyAtMost(Duration telling) {
    Duration twice = telling.multipliedBy(2);
    return twice.compareTo(USUAL.ending) > 0 ? twice : USUAL.ending;
  }

  private static String words(Duration duration) {
    return duration.toMillis() + " ms";
  }
}
