package io.maas.domain.ledger;

import io.maas.domain.metering.UsageRecord;
import java.util.List;

/// Records that come from elsewhere.
///
/// @param digest of the file that they were in, so that it is known when it comes again
/// @param by who brings it
/// @param records at least one, each with an id of its own
public record Backfill(String digest, String by, List<UsageRecord> records) {

  public Backfill {
    records = List.copyOf(records);
    if (records.isEmpty()) {
      throw new IllegalArgumentException("records: none (expected: at least one)");
    }
  }
}
