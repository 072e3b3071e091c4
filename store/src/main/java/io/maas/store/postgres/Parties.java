package io.maas.store.postgres;

import io.maas.domain.metering.UsageRecord;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/// Makes the parties of records known before anything is added up for them. Nobody ever deletes
/// one, so what is known stays known.
final class Parties {

  private static final int REMEMBERED = 100_000;

  private static final String INSERT =
      "insert into usage_parties "
          + RowArrays.select(
              Stream.concat(
                      Stream.of(new RowArrays.Column("id", "uuid")),
                      Party.COLUMNS.stream().map(name -> new RowArrays.Column(name, "text")))
                  .toList())
          + " on conflict (id) do nothing";

  private final Jdbi jdbi;
  private final Set<UUID> known = ConcurrentHashMap.newKeySet();

  Parties(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  void know(Collection<UsageRecord> records) throws SQLException {
    List<Party> unknown =
        records.stream()
            .map(Party::of)
            .filter(party -> !known.contains(party.id()))
            .distinct()
            .sorted(Comparator.comparing(Party::id))
            .toList();
    if (unknown.isEmpty()) {
      return;
    }
    List<List<String>> rows =
        unknown.stream()
            .map(party ->
                Stream.concat(Stream.of(party.id().toString()), party.values().stream()).toList())
            .toList();
    jdbi.useHandle(handle -> RowArrays.update(handle.getConnection(), INSERT, rows));
    if (known.size() > REMEMBERED) {
      known.clear();
    }
    unknown.forEach(party -> known.add(party.id()));
  }
}
