package io.maas.store.postgres;

import io.maas.domain.ledger.Dropped;
import io.maas.domain.ledger.Retention;
import io.maas.domain.ledger.Seal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Drops days, each in a transaction that says so to everybody who asks.
final class DayDrop {

  private static final String RECORDS = "usage_records";
  private static final String MINUTES = "usage_minutes";
  private static final int HOURS_AT_ONCE = 20_000;

  private final Jdbi jdbi;
  private final Seal seal;
  private final Instant now;

  DayDrop(Jdbi jdbi, Seal seal, Instant now) {
    this.jdbi = jdbi;
    this.seal = seal;
    this.now = now;
  }

  Dropped run(Retention retention) {
    return new Dropped(
        drop(RECORDS, "raw_from", retention.records()),
        drop(MINUTES, "minute_from", retention.minutes()),
        deleteHours(retention.hours()));
  }

  private LocalDate kept(int days) {
    return Days.day(now).minusDays(days);
  }

  private List<LocalDate> drop(String table, String horizon, int days) {
    if (days == 0) {
      return List.of();
    }
    LocalDate kept = kept(days);
    List<LocalDate> dropped = new ArrayList<>();
    for (LocalDate day : parts(table)) {
      if (day.isBefore(kept)) {
        jdbi.useTransaction(handle -> drop(handle, table, horizon, day));
        dropped.add(day);
      }
    }
    return dropped;
  }

  private List<LocalDate> parts(String table) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select to_date(right(cast(cast(inhrelid as regclass) as text), 8), 'YYYYMMDD') as day
                from pg_inherits where inhparent = cast(:table as regclass) order by day
                """)
            .bind("table", table)
            .mapTo(LocalDate.class)
            .list());
  }

  private void drop(Handle handle, String table, String horizon, LocalDate day) {
    String part = table + "_" + DateTimeFormatter.BASIC_ISO_DATE.format(day);
    // Dropping waits for whoever reads, and everybody else for it: rather do it the next time.
    handle.execute("set local lock_timeout = '5s'");
    handle.execute("select ledger_lock()");
    if (table.equals(RECORDS)) {
      handle.execute("lock table " + part + " in share mode");
      sign(handle, part, day);
    }
    raiseHorizon(handle, horizon, day.plusDays(1));
    handle.execute("drop table " + part);
  }

  private static void raiseHorizon(Handle handle, String horizon, LocalDate from) {
    handle.execute(
        "update ledger_horizon set %1$s = greatest(%1$s, ?)".formatted(horizon),
        Columns.time(Days.start(from)));
  }

  /// The stretches of each chain that go with the day: around midnight, records of two days take
  /// turns in a chain.
  private void sign(Handle handle, String part, LocalDate day) {
    CheckpointWriter writer = new CheckpointWriter(handle, CheckpointRows.LEDGER, seal, now);
    handle
        .createQuery(
            """
            select r.chain, r.first_seq, r.last_seq, p.hash from (
              select chain, min(seq) as first_seq, max(seq) as last_seq from (
                select chain, seq, seq - row_number() over (partition by chain order by seq) as stretch
                from %1$s) s
              group by chain, stretch) r
            join %1$s p on p.chain = r.chain and p.seq = r.last_seq
            order by r.chain, r.first_seq
            """
                .formatted(part))
        .map(
            (row, _) -> new Stretch(row.getInt(1), row.getLong(2), row.getLong(3), row.getBytes(4)))
        .list()
        .forEach(s -> writer.add(s.chain(), s.first(), s.last(), s.hash(), day));
  }

  private record Stretch(int chain, long first, long last, byte @Nullable [] hash) {}

  private long deleteHours(int days) {
    if (days == 0) {
      return 0;
    }
    Instant kept = Days.start(kept(days));
    long deleted = 0;
    int some;
    do {
      some =
          jdbi.inTransaction(handle -> {
            int count =
                handle.execute(
                    """
                    delete from usage_hours where (party, bucket) in
                      (select party, bucket from usage_hours where bucket < ? limit ?)
                    """,
                    Columns.time(kept),
                    HOURS_AT_ONCE);
            if (count > 0) {
              raiseHorizon(handle, "hour_from", Days.day(kept));
            }
            return count;
          });
      deleted += some;
    } while (some > 0);
    return deleted;
  }
}
