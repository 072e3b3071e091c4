package io.maas.store.postgres;

import io.maas.domain.metering.UsageRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Adds records to the sums of their minutes, hours and days, in the transaction that adds the
/// records themselves.
///
/// Every transaction takes minutes before hours before days, and each of them in the order of their
/// keys: many may do so at once, and wait for each other instead of deadlocking.
final class RollUp {

  private static final List<Grain> GRAINS = List.of(Grain.MINUTE, Grain.HOUR, Grain.DAY);

  private static final List<RowArrays.Column> COLUMNS =
      Stream.concat(
              Stream.of(
                  new RowArrays.Column("party", "uuid"),
                  new RowArrays.Column("bucket", "timestamptz"),
                  new RowArrays.Column("first_at", "timestamptz")),
              Sums.COLUMNS.stream().map(name -> new RowArrays.Column(name, "bigint")))
          .toList();

  private static final String INSERT =
      RowArrays.select(COLUMNS)
          + " on conflict (party, bucket) do update set"
          + " first_at = least(s.first_at, excluded.first_at), "
          + Sums.COLUMNS.stream()
              .map(name -> "%1$s = usage_sum(s.%1$s, excluded.%1$s)".formatted(name))
              .collect(Collectors.joining(", "));

  private RollUp() {}

  private record Key(UUID party, Instant bucket) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::bucket).thenComparing(Key::party);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  static void add(Connection connection, List<UsageRecord> fresh) throws SQLException {
    SortedMap<Key, Sums> sums = new TreeMap<>();
    for (UsageRecord each : fresh) {
      sums.merge(new Key(Party.of(each).id(), each.intent().at()), Sums.of(each), Sums::plus);
    }
    for (Grain grain : GRAINS) {
      sums = coarser(sums, grain);
      RowArrays.update(connection, "insert into " + grain.table() + " as s " + INSERT, rows(sums));
    }
  }

  private static SortedMap<Key, Sums> coarser(Map<Key, Sums> finer, Grain grain) {
    SortedMap<Key, Sums> sums = new TreeMap<>();
    finer.forEach(
        (key, sum) -> sums.merge(new Key(key.party(), grain.floor(key.bucket())), sum, Sums::plus));
    return sums;
  }

  private static List<List<String>> rows(Map<Key, Sums> sums) {
    List<List<String>> rows = new ArrayList<>(sums.size());
    sums.forEach((key, sum) -> {
      List<String> row = new ArrayList<>(COLUMNS.size());
      row.add(key.party().toString());
      row.add(key.bucket().toString());
      row.add(sum.firstAt().toString());
      sum.figures().forEach(figure -> row.add(figure.toString()));
      rows.add(row);
    });
    return rows;
  }
}
