package io.maas.domain.ledger;

import java.time.LocalDate;
import java.util.List;

/// What was dropped.
///
/// @param records the days whose records went
/// @param minutes the days whose sums by minute went
/// @param hours how many sums by hour went
public record Dropped(List<LocalDate> records, List<LocalDate> minutes, long hours) {

  /// Whether there was nothing to drop.
  public boolean isNothing() {
    return records.isEmpty() && minutes.isEmpty() && hours == 0;
  }
}
