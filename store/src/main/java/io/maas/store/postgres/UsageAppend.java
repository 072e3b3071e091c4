package io.maas.store.postgres;

import io.maas.domain.metering.UsageRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// One transaction that appends: the records that are new, chained, and their sums.
///
/// Locks are taken in one order by everybody: the chain, the records by their ids, the sums by
/// their keys.
final class UsageAppend {

  private static final int VERSION = 7;

  private UsageAppend() {}

  /// Appends what is new.
  ///
  /// @return the ids of those that were there already
  static Set<UUID> run(Connection connection, int chainId, Collection<UsageRecord> records)
      throws SQLException {
    Map<UUID, UsageRecord> wanted = new TreeMap<>();
    records.forEach(each -> wanted.putIfAbsent(each.intent().id(), each));
    Chain chain = Chain.lock(connection, chainId);
    for (UsageRecord each : wanted.values()) {
      expectFit(each, chain.keptFrom());
    }
    Set<UUID> known = known(connection, wanted.keySet());
    wanted.keySet().removeAll(known);
    if (!wanted.isEmpty()) {
      List<UsageRecord> fresh = new ArrayList<>(wanted.values());
      Chain longer = UsageBatch.insert(connection, chain, fresh);
      RollUp.add(connection, fresh);
      longer.save(connection);
    }
    return known;
  }

  private static Set<UUID> known(Connection connection, Set<UUID> ids) throws SQLException {
    Instant first = ids.stream().map(Days::moment).min(Instant::compareTo).orElseThrow();
    Instant last = ids.stream().map(Days::moment).max(Instant::compareTo).orElseThrow();
    Set<UUID> known = new HashSet<>();
    // The bounds say nothing new; they tell PostgreSQL which days to look at.
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select id from usage_records where id = any (?) and id >= ? and id < ?")) {
      statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
      statement.setObject(2, Days.leastId(first));
      statement.setObject(3, Days.leastId(last.plusMillis(1)));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          known.add(row.getObject(1, UUID.class));
        }
      }
    }
    return known;
  }

  private static void expectFit(UsageRecord each, Instant keptFrom) {
    UUID id = each.intent().id();
    Instant at = each.intent().at();
    if (id.version() != VERSION
        || Duration.between(Days.moment(id), at).abs().compareTo(Days.SLACK) > 0) {
      throw new Unfit(
          "id: %s of a request at %s (expected: a UUIDv7 of within a day)".formatted(id, at));
    }
    if (Days.moment(id).isBefore(keptFrom)) {
      throw new Unfit(
          "id: %s is of a day whose records were dropped (expected: of %s or later)"
              .formatted(id, keptFrom));
    }
  }

  /// A record that cannot be in the ledger.
  static final class Unfit extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    Unfit(String why) {
      super(why);
    }
  }
}
