package io.maas.store.postgres;

import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.IpRange;
import io.maas.domain.access.StoredKey;
import io.maas.domain.notice.Notice;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// What becomes of one key, in the caller's transaction, and its announcement.
///
/// @param now by which a key is live or not
record KeyLife(Handle handle, String tenant, String id, Instant now) {

  /// What [StoredKey#isLive] says, in SQL.
  static final String LIVE = "(status = 'active' or paused_at is not null) and expires_at > :now";

  private static final StoredKeyRow ROW = new StoredKeyRow();

  Optional<StoredKey> rotate(CredentialHash next, Instant oldUntil) {
    boolean goesOn = oldUntil.isAfter(now);
    Optional<StoredKey> rotated =
        update(
                """
                key_hash = :next,
                previous_hash = case when :goesOn then key_hash end,
                previous_until = case when :goesOn then cast(:until as timestamptz) end
                """)
            .bind("next", next.hex())
            .bind("goesOn", goesOn)
            .bindBySqlType(
                "until", goesOn ? Columns.time(oldUntil) : null, Types.TIMESTAMP_WITH_TIMEZONE)
            .map(ROW)
            .findOne();
    return goesOn ? announced(rotated) : ended(rotated);
  }

  Optional<StoredKey> pause() {
    return ended(
        update("status = 'revoked', paused_at = coalesce(paused_at, :now)").map(ROW).findOne());
  }

  Optional<StoredKey> resume() {
    return announced(update("status = 'active', paused_at = null").map(ROW).findOne());
  }

  Optional<StoredKey> revoke() {
    return ended(update("status = 'revoked', paused_at = null").map(ROW).findOne());
  }

  Optional<StoredKey> regroup(List<String> groups) {
    return announced(
        update("user_groups = :groups")
            .bind("groups", groups.toArray(String[]::new))
            .map(ROW)
            .findOne());
  }

  Optional<StoredKey> change(UnaryOperator<StoredKey> change) {
    return bound(
            handle.createQuery(
                "select "
                    + StoredKeyRow.COLUMNS
                    + " from api_keys where tenant = :tenant and id = :id and "
                    + LIVE
                    + " for update"))
        .map(ROW)
        .findOne()
        .map(key -> write(change.apply(key)));
  }

  private StoredKey write(StoredKey key) {
    return announced(
            update(
                    """
                    name = :name, description = :description, labels = cast(:labels as jsonb),
                    expires_at = :expiresAt, limits = cast(:limits as jsonb),
                    allowed_models = :models, allowed_addresses = :addresses
                    """)
                .bind("name", key.name())
                .bindBySqlType("description", key.description(), Types.VARCHAR)
                .bind("labels", Trees.write(key.labels()))
                .bind("expiresAt", Columns.time(key.expiresAt()))
                .bindBySqlType("limits", KeyLimitsJson.write(key.limits()), Types.VARCHAR)
                .bindMap(scope(key))
                .map(ROW)
                .findOne())
        .orElseThrow(() -> new IllegalStateException("key " + id + ": gone while it was locked"));
  }

  /// The columns of what a key is narrowed to.
  static Map<String, String[]> scope(StoredKey key) {
    return Map.of(
        "models", key.scope().models().toArray(String[]::new),
        "addresses", key.scope().from().stream().map(IpRange::toString).toArray(String[]::new));
  }

  private Query update(String columns) {
    return bound(
        handle.createQuery(
            "update api_keys set "
                + columns
                + " where tenant = :tenant and id = :id and "
                + LIVE
                + " returning "
                + StoredKeyRow.COLUMNS));
  }

  private Query bound(Query query) {
    return query.bind("tenant", tenant).bind("id", id).bind("now", Columns.time(now));
  }

  private Optional<StoredKey> announced(Optional<StoredKey> key) {
    key.ifPresent(changed -> Announcement.send(handle, new Notice.KeyChanged(changed.id())));
    return key;
  }

  private Optional<StoredKey> ended(Optional<StoredKey> key) {
    key.ifPresent(gone -> Announcement.send(handle, new Notice.KeyRevoked(gone.id())));
    return key;
  }
}
