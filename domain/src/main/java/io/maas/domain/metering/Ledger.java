package io.maas.domain.metering;

import java.util.List;

/// The append-only book of usage records. A port; its store is PostgreSQL.
public interface Ledger {

  /// Adds records, each exactly once by its id: one that is there already stays as it is. Blocks
  /// until all are durable; throws if the store cannot tell.
  ///
  /// @throws Away if it takes nothing now, whatever the records are
  void append(List<UsageRecord> records);

  /// Adds up what the query selects. Blocks.
  List<UsageRow> usage(UsageQuery query);

  /// Adds up what limits were charged for: what rebuilds counters that were lost. Blocks, briefly.
  SpentSum spent(SpentQuery query);

  /// The ledger cannot be reached, cannot be written or has no room. Nothing is wrong with the
  /// records: they are worth another try, however often it failed.
  final class Away extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Away(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
