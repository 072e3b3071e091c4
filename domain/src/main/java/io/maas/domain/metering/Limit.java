package io.maas.domain.metering;

/// A bound on use.
///
/// @param id names the counters: unique among all limits, and the same as long as what is counted
///   is the same, so that raising [#amount()] keeps what was used
/// @param unit what is counted
/// @param amount how much of it fits in one window, at least 1
/// @param window over what time
/// @param scope whose use is added up
/// @param enforcement what it promises
public record Limit(
    String id, Unit unit, long amount, Window window, Scope scope, Enforcement enforcement) {

  /// The largest amount that the reference accepts.
  public static final long LARGEST = 1_000_000_000L;

  public Limit {
    if (amount < 1) {
      throw new IllegalArgumentException("limit: " + amount + " (expected: >= 1)");
    }
  }

  /// Whether output has to be clamped so that this limit holds.
  public boolean clampsOutput() {
    return enforcement == Enforcement.STRICT && unit.countsOutput();
  }
}
