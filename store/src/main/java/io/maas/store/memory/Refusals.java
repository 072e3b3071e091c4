package io.maas.store.memory;

import io.maas.domain.metering.Admission.Exhausted;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Standing;
import org.jspecify.annotations.Nullable;

/// Which of the limits that refuse a demand is told to the caller: the one it has to wait for
/// longest. A limit that never admits the demand, being too small, is waited for for ever; one that
/// only holds are in the way of is waited for least, however far its reset.
final class Refusals {

  private Refusals() {}

  /// The refusal, or null where every limit admits the demand.
  static @Nullable Exhausted of(CounterStack counters, Demand demand) {
    int longest = -1;
    long wait = -1;
    for (int i = 0; i < counters.size(); i++) {
      long least = Holds.least(counters.limit(i), demand);
      if (counters.left(i) < least && wait(counters, i, least) > wait) {
        wait = wait(counters, i, least);
        longest = i;
      }
    }
    return longest < 0 ? null : refusal(counters, longest, demand);
  }

  /// Larger is longer. Windows are at most 366 days, 2^55 ns: their waits and those for holds,
  /// which end somewhen before their window does, keep apart by an offset.
  private static long wait(CounterStack counters, int claim, long least) {
    Limit limit = counters.limit(claim);
    if (limit.amount() < least) {
      return Long.MAX_VALUE;
    }
    OpenWindow window = counters.window(claim);
    long untilReset = OpenWindow.remainingTime(window, counters.now());
    boolean spent = limit.amount() - OpenWindow.usedIn(window) < least;
    return spent ? (1L << 56) + untilReset : untilReset;
  }

  private static Exhausted refusal(CounterStack counters, int claim, Demand demand) {
    Limit limit = counters.limit(claim);
    Standing standing = OpenWindow.standing(limit, counters.window(claim), counters.now());
    boolean onlyHolds = limit.amount() - standing.used() >= Holds.least(limit, demand);
    return new Exhausted(standing, onlyHolds);
  }
}
