package io.maas.domain.ledger;

import java.time.Instant;
import java.util.UUID;

/// What came of a [Backfill].
public sealed interface Imported {

  /// All of it is in the ledger.
  record Taken(long records) implements Imported {}

  /// The very file was imported before.
  record SameFile(Instant at, String by) implements Imported {}

  /// Some of the records are in the ledger; none of the others were taken.
  ///
  /// @param id one of them
  /// @param count how many
  record Overlapping(UUID id, int count) implements Imported {}

  /// A record cannot be in the ledger; none was taken.
  record Unfit(String why) implements Imported {}
}
