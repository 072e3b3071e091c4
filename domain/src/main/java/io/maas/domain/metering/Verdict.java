package io.maas.domain.metering;

import java.util.OptionalLong;

/// What the limits say to a demand where their counters stand so. Takes nothing: a store that
/// decides under its own lock and whoever only wants to know ask the same function.
public sealed interface Verdict {

  /// Every limit has room.
  ///
  /// @param answer the most tokens that one answer may have
  /// @param clamped whether that is a limit's word, which has to be sent upstream, or the request's
  ///   own
  record Passes(long answer, boolean clamped) implements Verdict {
    /// What a [Reservation] tells.
    public OptionalLong outputAllowance() {
      return clamped ? OptionalLong.of(answer) : OptionalLong.empty();
    }
  }

  /// One has none. Of several it is the one that has to be waited for longest: a limit that never
  /// admits the demand, being too small, for ever; one that only holds are in the way of least,
  /// however far its reset.
  ///
  /// @param claim which
  /// @param onlyHolds whether what is settled alone would leave room
  record Refuses(int claim, boolean onlyHolds) implements Verdict {}

  /// The verdict of these limits.
  static Verdict of(Demand demand, Counters counters) {
    return of(terms(demand, counters), demand, counters);
  }

  /// What the demand wants of each limit.
  static Terms[] terms(Demand demand, Counters counters) {
    Terms[] terms = new Terms[counters.size()];
    for (int i = 0; i < terms.length; i++) {
      terms[i] = Terms.of(counters.limit(i), demand);
    }
    return terms;
  }

  /// The same for whoever needs the [#terms] too.
  static Verdict of(Terms[] terms, Demand demand, Counters counters) {
    int refuses = -1;
    long longest = -1;
    long answer = Math.max(0, demand.outputCeiling());
    boolean clamped = false;
    for (int i = 0; i < terms.length; i++) {
      Terms wanted = terms[i];
      long left = counters.left(i);
      if (left < wanted.least()) {
        long wait = wait(wanted, counters, i);
        if (wait > longest) {
          longest = wait;
          refuses = i;
        }
      } else if (wanted.clamps()) {
        answer = Math.min(answer, wanted.longestAnswer(left));
        clamped = true;
      }
    }
    return refuses < 0
        ? new Passes(answer, clamped)
        : new Refuses(refuses, fitsWithoutHolds(terms[refuses], counters, refuses));
  }

  /// Larger is longer. Windows are at most 366 days, 2^55 ns: their waits and those for holds,
  /// which end somewhen before their window does, keep apart by an offset.
  private static long wait(Terms wanted, Counters counters, int claim) {
    if (wanted.capacity() < wanted.least()) {
      return Long.MAX_VALUE;
    }
    long untilReset = counters.resetsIn(claim);
    return fitsWithoutHolds(wanted, counters, claim) ? untilReset : (1L << 56) + untilReset;
  }

  private static boolean fitsWithoutHolds(Terms wanted, Counters counters, int claim) {
    return wanted.capacity() - counters.used(claim) >= wanted.least();
  }
}
