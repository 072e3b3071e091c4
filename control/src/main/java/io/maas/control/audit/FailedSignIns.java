package io.maas.control.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Which of the attempts to sign in that fail are written down. Of one account from one address the
/// first, second, fourth, eighth and so on of an hour, with their number: a thousand leave ten
/// lines. And of all of a tenant's accounts and addresses together so many a minute, so that
/// neither does a thousand names from a thousand addresses fill a disk.
final class FailedSignIns {

  /// Of one tenant in a minute.
  static final int MOST = 20;

  private static final Duration HOUR = Duration.ofHours(1);
  private static final int REMEMBERED = 10_000;

  private final Map<String, Tally> tallies =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tally> eldest) {
          return size() > REMEMBERED;
        }
      };
  private Instant minute = Instant.MIN;
  private int lines;
  private long leftOut;

  private record Tally(long failures, Instant since) {}

  /// What a line says.
  ///
  /// @param failures how many of this kind there were
  /// @param since when the first of these was
  /// @param leftOut how many of any kind were not written down since the last line, for all lines
  ///   of the minute were
  record Line(long failures, Instant since, long leftOut) {}

  /// Counts one.
  ///
  /// @param kind who, from where, and how it ended
  /// @return what to write down; empty for nothing
  synchronized Optional<Line> count(String kind, Instant now) {
    Tally before = tallies.get(kind);
    Tally tally =
        before == null || !before.since().plus(HOUR).isAfter(now)
            ? new Tally(1, now)
            : new Tally(before.failures() + 1, before.since());
    tallies.put(kind, tally);
    if (Long.bitCount(tally.failures()) != 1) {
      return Optional.empty();
    }
    Instant current = now.truncatedTo(ChronoUnit.MINUTES);
    if (!current.equals(minute)) {
      minute = current;
      lines = 0;
    }
    if (lines == MOST) {
      leftOut++;
      return Optional.empty();
    }
    lines++;
    Line line = new Line(tally.failures(), tally.since(), leftOut);
    leftOut = 0;
    return Optional.of(line);
  }
}
