package io.maas.domain.metering;

import java.time.Duration;

/// Where a counter stands: what the rate-limit headers and `GET /maas-api/v1/quota` tell. In points
/// of the limit's measure.
///
/// @param limit the limit
/// @param used what is settled in the open window
/// @param held what is reserved in the open window and not settled yet
/// @param resetsIn until the open window closes; zero if none is open
public record Standing(Limit limit, long used, long held, Duration resetsIn) {

  /// What is left for others, never below zero.
  public long remaining() {
    return Math.max(0, limit.capacity() - used - held);
  }

  /// Whole units that are settled, rounded up.
  public long usedUnits() {
    return limit.measure().units(used);
  }

  /// Whole units that are reserved, rounded up.
  public long heldUnits() {
    return limit.measure().units(held);
  }

  /// Whole units that are left, rounded down.
  public long remainingUnits() {
    return remaining() / limit.measure().scale();
  }
}
