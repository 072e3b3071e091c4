package io.maas.store.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// From when on the ledger has what: [Instant#MIN] where nothing was dropped. Each is the start of
/// a day, in UTC.
record Horizon(Instant records, Instant minutes, Instant hours) {

  /// Nothing was dropped.
  static final Horizon WHOLE = new Horizon(Instant.MIN, Instant.MIN, Instant.MIN);

  static Horizon read(Handle handle) {
    return handle
        .createQuery("select raw_from, minute_from, hour_from from ledger_horizon")
        .map((row, _) ->
            new Horizon(since(row, "raw_from"), since(row, "minute_from"), since(row, "hour_from")))
        .one();
  }

  private static Instant since(ResultSet row, String column) throws SQLException {
    Instant since = Columns.instantOrNull(row, column);
    return since == null ? Instant.MIN : since;
  }

  /// From when on something is known so finely.
  Instant of(Grain grain) {
    return switch (grain) {
      case DAY -> Instant.MIN;
      case HOUR -> hours;
      case MINUTE -> minutes;
      case RECORD -> records;
    };
  }
}
