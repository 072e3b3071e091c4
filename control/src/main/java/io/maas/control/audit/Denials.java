package io.maas.control.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/// Which of the attempts that are denied are written down: each once in a minute, and so many in
/// all. Who knocks ten thousand times fills no disk and drives out nobody else's.
final class Denials {

  /// Of all together in a minute.
  static final int MOST = 60;

  private final Set<String> seen = new HashSet<>();
  private Instant minute = Instant.MIN;
  private long leftOut;

  /// Whether one is written down.
  ///
  /// @param attempt who tries what, from where
  /// @return if so, how many were not since the last one that was
  synchronized OptionalLong admit(String attempt, Instant now) {
    Instant current = now.truncatedTo(ChronoUnit.MINUTES);
    if (!current.equals(minute)) {
      minute = current;
      seen.clear();
    }
    if (seen.size() >= MOST || !seen.add(attempt)) {
      leftOut++;
      return OptionalLong.empty();
    }
    long before = leftOut;
    leftOut = 0;
    return OptionalLong.of(before);
  }
}
