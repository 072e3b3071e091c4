package io.maas.store.postgres;

import io.maas.domain.audit.Actor;
import io.maas.domain.audit.AuditEntry;
import io.maas.domain.audit.ChainedLine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;

/// What a line of the audit log says, as columns have it.
final class AuditColumn {

  private static final String ALL =
      "tenant, act, at, stage, actor, actor_kind, key_id, address, request_id, action, object_kind,"
          + " object_name, before, after, status";

  /// What [#line] reads.
  static final String LINE = "seq, hash, " + ALL;

  private AuditColumn() {}

  static ChainedLine line(ResultSet row) throws SQLException {
    return new ChainedLine(row.getLong("seq"), row.getBytes("hash"), read(row));
  }

  private static AuditEntry read(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getString("tenant"),
        row.getObject("act", UUID.class),
        Columns.instant(row, "at"),
        AuditEntry.Stage.valueOf(row.getString("stage").toUpperCase(Locale.ROOT)),
        new Actor(
            row.getString("actor"),
            Actor.Kind.valueOf(row.getString("actor_kind").toUpperCase(Locale.ROOT)),
            row.getString("key_id")),
        new AuditEntry.From(row.getString("address"), row.getString("request_id")),
        row.getString("action"),
        new AuditEntry.Thing(row.getString("object_kind"), row.getString("object_name")),
        row.getString("before"),
        row.getString("after"),
        row.getInt("status"));
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
