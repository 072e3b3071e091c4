package io.maas.store.memory;

import io.maas.domain.metering.Admission.Exhausted;
import io.maas.domain.metering.Standing;
import io.maas.domain.metering.Terms;
import org.jspecify.annotations.Nullable;

/// Which of the limits that refuse a demand is told to the caller: the one it has to wait for
/// longest. A limit that never admits the demand, being too small, is waited for for ever; one that
/// only holds are in the way of is waited for least, however far its reset.
final class Refusals {

  private Refusals() {}

  /// The refusal, or null where every limit admits the demand.
  static @Nullable Exhausted of(CounterStack counters, Terms[] terms) {
    int longest = -1;
    long wait = -1;
    for (int i = 0; i < terms.length; i++) {
      if (counters.left(i) < terms[i].least() && wait(counters, i, terms[i]) > wait) {
        wait = wait(counters, i, terms[i]);
        longest = i;
      }
    }
    return longest < 0 ? null : refusal(counters, longest, terms[longest]);
  }

  /// Larger is longer. Windows are at most 366 days, 2^55 ns: their waits and those for holds,
  /// which end somewhen before their window does, keep apart by an offset.
  private static long wait(CounterStack counters, int claim, Terms terms) {
    if (terms.capacity() < terms.least()) {
      return Long.MAX_VALUE;
    }
    OpenWindow window = counters.window(claim);
    long untilReset = OpenWindow.remainingTime(window, counters.now());
    boolean spent = terms.capacity() - OpenWindow.usedIn(window) < terms.least();
    return spent ? (1L << 56) + untilReset : untilReset;
  }

  private static Exhausted refusal(CounterStack counters, int claim, Terms terms) {
    Standing standing =
        OpenWindow.standing(counters.limit(claim), counters.window(claim), counters.now());
    boolean onlyHolds = terms.capacity() - standing.used() >= terms.least();
    return new Exhausted(standing, onlyHolds);
  }
}
