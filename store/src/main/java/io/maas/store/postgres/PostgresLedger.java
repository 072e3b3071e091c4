package io.maas.store.postgres;

import io.maas.domain.metering.Ledger;
import io.maas.domain.metering.UsageQuery;
import io.maas.domain.metering.UsageRecord;
import io.maas.domain.metering.UsageRow;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// The ledger in the table `usage_records`.
final class PostgresLedger implements Ledger {

  private final Jdbi jdbi;

  PostgresLedger(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public void append(List<UsageRecord> records) {
    if (records.isEmpty()) {
      return;
    }
    try {
      jdbi.useHandle(handle -> UsageBatch.insert(handle.getConnection(), records));
    } catch (SQLException e) {
      throw new IllegalStateException(records.size() + " records not appended", e);
    }
  }

  @Override
  public List<UsageRow> usage(UsageQuery query) {
    return jdbi.withHandle(handle -> UsageSums.run(handle, query));
  }
}
