package io.maas.store.memory;

import static io.maas.domain.metering.Enforcement.STRICT;
import static io.maas.domain.metering.Unit.REQUESTS;

import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Limit;

/// What a demand takes of a limit: pure arithmetic, in the limit's unit.
final class Holds {

  private Holds() {}

  /// The least that has to be left so that the limit admits the demand. A strict limit wants the
  /// whole prompt and one token for each answer, or none where none is to be generated; any other
  /// wants one unit.
  static long least(Limit limit, Demand demand) {
    if (limit.enforcement() != STRICT || limit.unit() == REQUESTS) {
      return 1;
    }
    long shortestAnswer = Math.clamp(demand.outputCeiling(), 0, 1);
    return limit.unit().of(demand.promptBound(), demand.choices() * shortestAnswer);
  }

  /// The longest answer, of as many as the demand asks for, that fits into what is left of a limit
  /// that clamps output. Only meaningful where the [#least] fits.
  static long longestAnswer(Limit limit, Demand demand, long left) {
    return (left - limit.unit().of(demand.promptBound(), 0)) / demand.choices();
  }

  /// What to hold of a limit that admits the demand.
  ///
  /// @param answer the longest answer that the strict limits allow
  /// @param left what is left of the limit
  static long of(Limit limit, Demand demand, long answer, long left) {
    if (limit.unit() == REQUESTS) {
      return 1;
    }
    if (limit.enforcement() == STRICT) {
      long output = limit.clampsOutput() ? demand.choices() * answer : 0;
      return limit.unit().of(demand.promptBound(), output);
    }
    long likelyAnswer = Math.min(answer, demand.outputLikely() / demand.choices());
    long likely = limit.unit().of(demand.promptEstimate(), demand.choices() * likelyAnswer);
    return Math.min(left, likely);
  }
}
