package io.maas.domain.metering;

import java.util.List;

/// The append-only book of usage records. A port; its store is PostgreSQL.
public interface Ledger {

  /// Adds records, each exactly once by its id: one that is there already stays as it is. Blocks
  /// until all are durable; throws if the store cannot tell.
  void append(List<UsageRecord> records);

  /// Adds up what the query selects. Blocks.
  List<UsageRow> usage(UsageQuery query);

  /// Adds up what limits were charged for: what rebuilds counters that were lost. Blocks, briefly.
  Spent spent(SpentQuery query);
}
