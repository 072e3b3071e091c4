package io.maas.domain.metering;

/// What a [Demand] wants of a [Limit]: the numbers that a store needs to decide, in points of the
/// limit's measure. All stores decide by these, so that they decide alike.
///
/// With `left = capacity − used − held`, a limit refuses where `left < least`. The answer may have
/// as many tokens as fit into `(left − fixed) / perAnswer` of every limit that clamps, and the hold
/// is what [#hold] says.
///
/// @param capacity points that fit into one window
/// @param least the least that has to be left. A strict limit wants the whole prompt and one token
///   for each answer, or none where none is to be generated; any other wants one point
/// @param fixed points of everything but the answers: at most, where the limit is strict; likely,
///   where it settles; with all that is taken beside tokens
/// @param perAnswer points of one token in each of the answers
/// @param strict whether the hold is an upper bound
/// @param clamps whether the answer has to be clamped so that the limit holds
public record Terms(
    long capacity, long least, long fixed, long perAnswer, boolean strict, boolean clamps) {

  /// The terms of one limit.
  public static Terms of(Limit limit, Demand demand) {
    Measure measure = limit.measure();
    boolean strict = limit.enforcement() == Enforcement.STRICT;
    long fixed =
        strict
            ? measure.bound(demand.promptBound(), 0, demand.media())
            : measure.of(demand.promptEstimate(), 0, 0, demand.media());
    long perAnswer = Measure.times(measure.perOutput(), demand.choices());
    long least = 1;
    if (strict && !measure.unit().countsRequests()) {
      least = fixed + perAnswer * Math.clamp(demand.outputCeiling(), 0, 1);
    }
    return new Terms(
        limit.capacity(), least, fixed, perAnswer, strict, limit.clampsOutput() && perAnswer > 0);
  }

  /// Whether an empty window has room for it.
  public boolean everFits() {
    return least <= capacity;
  }

  /// The longest answer that fits into what is left. Only meaningful where the least fits.
  public long longestAnswer(long left) {
    return clamps ? (left - fixed) / perAnswer : Long.MAX_VALUE;
  }

  /// What to hold.
  ///
  /// @param answer the longest answer that all limits that clamp allow
  /// @param likely as many tokens as one answer likely has
  /// @param left what is left of the limit
  public long hold(long answer, long likely, long left) {
    return strict
        ? fixed + perAnswer * answer
        : Math.min(left, fixed + Measure.times(perAnswer, Math.min(answer, likely)));
  }
}
