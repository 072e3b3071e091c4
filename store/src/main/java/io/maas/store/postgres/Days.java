package io.maas.store.postgres;

import io.maas.domain.metering.UsageRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;

/// The parts of the ledger, one a day in UTC. Control makes them ahead; a record whose day has none
/// makes it.
final class Days {

  /// How far a record's moment and that in its id may be apart: an id is made a moment before its
  /// request is admitted, but a clock may be set in between.
  static final Duration SLACK = Duration.ofDays(1);

  private static final int TIME_SHIFT = 16;

  private final Jdbi jdbi;
  private final Set<LocalDate> open = ConcurrentHashMap.newKeySet();

  Days(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// The days that these records touch.
  static Set<LocalDate> of(Collection<UsageRecord> records) {
    Set<LocalDate> days = new TreeSet<>();
    for (UsageRecord each : records) {
      days.add(day(moment(each.intent().id())));
      days.add(day(each.intent().at()));
    }
    return days;
  }

  static LocalDate day(Instant moment) {
    return LocalDate.ofInstant(moment, ZoneOffset.UTC);
  }

  static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /// When an id was made.
  static Instant moment(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> TIME_SHIFT);
  }

  /// The least id that may be made at a moment or later.
  static UUID leastId(Instant moment) {
    long millis = Math.clamp(moment.toEpochMilli(), 0, (1L << 48) - 1);
    return new UUID(millis << TIME_SHIFT, 0);
  }

  /// Makes what is not there yet, each in a transaction of its own, in their order.
  void open(Collection<LocalDate> days) {
    for (LocalDate day : days) {
      if (!open.contains(day)) {
        jdbi.useTransaction(handle ->
            handle
                .createQuery("select ledger_open_day(:day)")
                .bind("day", day)
                .mapTo(String.class)
                .list());
        open.add(day);
      }
    }
  }

  /// Looks again: somebody may have dropped one.
  void forget() {
    open.clear();
  }
}
