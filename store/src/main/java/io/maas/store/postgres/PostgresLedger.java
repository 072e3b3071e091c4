package io.maas.store.postgres;

import io.maas.domain.metering.Ledger;
import io.maas.domain.metering.Spent;
import io.maas.domain.metering.SpentQuery;
import io.maas.domain.metering.UsageQuery;
import io.maas.domain.metering.UsageRecord;
import io.maas.domain.metering.UsageRow;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The ledger in the table `usage_records`, one part a day, and its sums. What one of these appends
/// is one chain.
final class PostgresLedger implements Ledger {

  private static final String NO_PART = "23514";
  private static final int TRIES = 20;

  private final Jdbi jdbi;
  private final String chain;
  private final Days days;
  private final Parties parties;
  private volatile int chainId;

  /// @param chain the name of the chain that records are appended to
  PostgresLedger(Jdbi jdbi, String chain) {
    this.jdbi = jdbi;
    this.chain = chain;
    this.days = new Days(jdbi);
    this.parties = new Parties(jdbi);
  }

  @Override
  public void append(List<UsageRecord> records) {
    if (!records.isEmpty()) {
      var _ = appendIf(records, _ -> true);
    }
  }

  /// Appends all that are new, or nothing.
  ///
  /// @param wanted decides, once it is known which were there already
  /// @return the ids of those that were there already
  Set<UUID> appendIf(Collection<UsageRecord> records, Predicate<Appended> wanted) {
    try {
      parties.know(records);
      for (int tried = 1; ; tried++) {
        days.open(Days.of(records));
        try {
          return inTransaction(records, wanted);
        } catch (UsageBatch.Overtaken e) {
          if (tried == TRIES) {
            throw new IllegalStateException(records.size() + " records always overtaken", e);
          }
        } catch (SQLException e) {
          if (!NO_PART.equals(e.getSQLState()) || tried == TRIES) {
            throw e;
          }
          days.forget();
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(records.size() + " records not appended", e);
    }
  }

  /// What a transaction is about to commit.
  ///
  /// @param handle the transaction's
  /// @param known the ids of the records that were there already
  record Appended(Handle handle, Set<UUID> known) {}

  private Set<UUID> inTransaction(Collection<UsageRecord> records, Predicate<Appended> wanted)
      throws SQLException {
    int id = chainId();
    return jdbi.inTransaction(handle -> {
      Set<UUID> known = UsageAppend.run(handle.getConnection(), id, records);
      if (!wanted.test(new Appended(handle, known))) {
        handle.rollback();
      }
      return known;
    });
  }

  private int chainId() {
    if (chainId == 0) {
      chainId = Chain.idOf(jdbi, chain);
    }
    return chainId;
  }

  @Override
  public List<UsageRow> usage(UsageQuery query) {
    return steadily((handle, horizon) -> UsageSums.run(handle, query, horizon));
  }

  @Override
  public Spent spent(SpentQuery query) {
    return steadily((handle, horizon) -> SpentSums.run(handle, query, horizon));
  }

  private interface Question<T> {
    T ask(Handle handle, Horizon horizon);
  }

  /// Asks again if something was dropped meanwhile: half of the answer might be missing.
  private <T> T steadily(Question<T> question) {
    return jdbi.withHandle(handle -> {
      while (true) {
        Horizon before = Horizon.read(handle);
        T answer = question.ask(handle, before);
        if (Horizon.read(handle).equals(before)) {
          return answer;
        }
      }
    });
  }
}
