package io.maas.store.postgres;

import io.maas.domain.audit.Actor;
import io.maas.domain.audit.AuditEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a line of the audit log says, as columns have it and in the order that its hash has it.
final class AuditColumn {

  static final String ALL =
      "tenant, act, at, stage, actor, actor_kind, key_id, address, request_id, action, object_kind,"
          + " object_name, before, after, status";

  private AuditColumn() {}

  /// The texts that the hash is of.
  static List<@Nullable String> texts(AuditEntry entry) {
    return Arrays.asList(
        entry.tenant(),
        entry.act().toString(),
        entry.at().toString(),
        word(entry.stage()),
        entry.actor().name(),
        word(entry.actor().kind()),
        entry.actor().keyId(),
        entry.from().address(),
        entry.from().requestId(),
        entry.action(),
        entry.object().kind(),
        entry.object().name(),
        entry.before(),
        entry.after(),
        String.valueOf(entry.status()));
  }

  static AuditEntry read(ResultSet row) throws SQLException {
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
