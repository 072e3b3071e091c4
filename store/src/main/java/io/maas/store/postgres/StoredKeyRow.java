package io.maas.store.postgres;

import io.maas.domain.access.IpRange;
import io.maas.domain.access.KeyScope;
import io.maas.domain.access.StoredKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// Reads a row of `api_keys`.
final class StoredKeyRow implements RowMapper<StoredKey> {

  /// What to select; never the hash.
  static final String COLUMNS =
      """
      id, tenant, username, name, description, subscription, user_groups, labels, ephemeral, \
      status, created_at, expires_at, last_used_at, limits, paused_at, previous_until, team, \
      allowed_models, allowed_addresses\
      """;

  @Override
  public StoredKey map(ResultSet row, StatementContext context) throws SQLException {
    return new StoredKey(
        row.getString("id"),
        row.getString("tenant"),
        row.getString("username"),
        row.getString("name"),
        row.getString("description"),
        row.getString("subscription"),
        Columns.texts(row, "user_groups"),
        labels(row.getString("labels")),
        row.getBoolean("ephemeral"),
        status(row),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "expires_at"),
        Columns.instantOrNull(row, "last_used_at"),
        KeyLimitsJson.read(row.getString("limits")),
        new KeyScope(
            Columns.texts(row, "allowed_models"),
            Columns.texts(row, "allowed_addresses").stream().map(StoredKeyRow::range).toList()),
        row.getString("team"),
        Columns.instantOrNull(row, "previous_until"));
  }

  /// A paused key is revoked to whoever knows no pauses.
  private static StoredKey.Status status(ResultSet row) throws SQLException {
    return Columns.instantOrNull(row, "paused_at") != null
        ? StoredKey.Status.PAUSED
        : StoredKey.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT));
  }

  private static IpRange range(String text) {
    return IpRange.parse(text)
        .orElseThrow(() ->
            new IllegalStateException("the database holds what it cannot: addresses: " + text));
  }

  static String nameOf(StoredKey.Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, String> labels(@Nullable String json) {
    return json == null ? Map.of() : Trees.readStrings(json);
  }
}
