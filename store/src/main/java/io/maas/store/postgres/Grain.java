package io.maas.store.postgres;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// How finely something is known: by its day, hour or minute, or by the record.
enum Grain {
  DAY(ChronoUnit.DAYS, "usage_days"),
  HOUR(ChronoUnit.HOURS, "usage_hours"),
  MINUTE(ChronoUnit.MINUTES, "usage_minutes"),
  RECORD(ChronoUnit.MICROS, "usage_records");

  private final ChronoUnit unit;
  private final String table;

  Grain(ChronoUnit unit, String table) {
    this.unit = unit;
    this.table = table;
  }

  String table() {
    return table;
  }

  /// The start of the span that a moment is in, in UTC.
  Instant floor(Instant moment) {
    return moment.truncatedTo(unit);
  }

  /// The start of the first span that begins at the moment or later.
  Instant ceiling(Instant moment) {
    Instant floor = floor(moment);
    return floor.equals(moment) ? moment : floor.plus(1, unit);
  }

  /// The start of the span behind the one that starts at the moment.
  Instant next(Instant start) {
    return start.plus(1, unit);
  }

  /// The start of the span before the one that starts at the moment.
  Instant previous(Instant start) {
    return start.minus(1, unit);
  }
}
