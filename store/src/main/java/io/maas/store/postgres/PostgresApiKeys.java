package io.maas.store.postgres;

import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.StoredKey;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Keys in the table `api_keys`.
final class PostgresApiKeys implements ApiKeys {

  private static final StoredKeyRow ROW = new StoredKeyRow();

  private final Jdbi jdbi;

  PostgresApiKeys(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public boolean insert(StoredKey key, CredentialHash hash, int most) {
    return jdbi.inTransaction(handle -> {
      if (most < Integer.MAX_VALUE && count(handle, key) >= most) {
        return false;
      }
      insert(handle, key, hash);
      return true;
    });
  }

  /// Whoever asks for the same owner meanwhile waits for the end of this transaction.
  private static int count(Handle handle, StoredKey key) {
    handle
        .createQuery(
            "select pg_advisory_xact_lock(hashtextextended(:tenant || chr(10) || :user, 20))")
        .bind("tenant", key.tenant())
        .bind("user", key.user())
        .mapToMap()
        .list();
    return handle
        .createQuery(
            "select count(*) from api_keys where tenant = :tenant and username = :user and "
                + KeyLife.LIVE)
        .bind("tenant", key.tenant())
        .bind("user", key.user())
        .bind("now", Columns.time(key.createdAt()))
        .mapTo(Integer.class)
        .one();
  }

  private static void insert(Handle handle, StoredKey key, CredentialHash hash) {
    handle
        .createUpdate(
            """
            insert into api_keys (id, tenant, username, name, description, key_hash, status,
              user_groups, created_at, expires_at, last_used_at, ephemeral, subscription, labels,
              limits, team, allowed_models, allowed_addresses)
            values (:id, :tenant, :user, :name, :description, :hash, :status,
              :groups, :createdAt, :expiresAt, :lastUsedAt, :ephemeral, :subscription,
              cast(:labels as jsonb), cast(:limits as jsonb), :team, :models, :addresses)
            """)
        .bind("id", key.id())
        .bind("tenant", key.tenant())
        .bind("user", key.user())
        .bind("name", key.name())
        .bindBySqlType("description", key.description(), Types.VARCHAR)
        .bind("hash", hash.hex())
        .bind("status", StoredKeyRow.nameOf(key.status()))
        .bind("groups", key.groups().toArray(String[]::new))
        .bind("createdAt", Columns.time(key.createdAt()))
        .bind("expiresAt", Columns.time(key.expiresAt()))
        .bindBySqlType(
            "lastUsedAt", Columns.timeOrNull(key.lastUsedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
        .bind("ephemeral", key.ephemeral())
        .bind("subscription", key.subscription())
        .bind("labels", Trees.write(key.labels()))
        .bindBySqlType("limits", KeyLimitsJson.write(key.limits()), Types.VARCHAR)
        .bindBySqlType("team", key.team(), Types.VARCHAR)
        .bindMap(KeyLife.scope(key))
        .execute();
  }

  @Override
  public Optional<StoredKey> find(String tenant, String id) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select "
                    + StoredKeyRow.COLUMNS
                    + " from api_keys where tenant = :tenant and id = :id")
            .bind("tenant", tenant)
            .bind("id", id)
            .map(ROW)
            .findOne());
  }

  @Override
  public Optional<StoredKey> find(String tenant, CredentialHash hash) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select "
                    + StoredKeyRow.COLUMNS
                    + " from api_keys where tenant = :tenant and key_hash = :hash")
            .bind("tenant", tenant)
            .bind("hash", hash.hex())
            .map(ROW)
            .findOne());
  }

  @Override
  public Page search(String tenant, Search search, Instant now) {
    return jdbi.withHandle(handle -> KeySearch.run(handle, tenant, search, now));
  }

  @Override
  public Optional<StoredKey> rotate(
      String tenant, String id, CredentialHash next, Instant oldUntil, Instant now) {
    return live(tenant, id, now, life -> life.rotate(next, oldUntil));
  }

  @Override
  public Optional<StoredKey> pause(String tenant, String id, Instant now) {
    return live(tenant, id, now, KeyLife::pause);
  }

  @Override
  public Optional<StoredKey> resume(String tenant, String id, Instant now) {
    return live(tenant, id, now, KeyLife::resume);
  }

  @Override
  public Optional<StoredKey> change(
      String tenant, String id, UnaryOperator<StoredKey> change, Instant now) {
    return live(tenant, id, now, life -> life.change(change));
  }

  @Override
  public Optional<StoredKey> revoke(String tenant, String id, Instant now) {
    return live(tenant, id, now, KeyLife::revoke);
  }

  private Optional<StoredKey> live(
      String tenant, String id, Instant now, Function<KeyLife, Optional<StoredKey>> become) {
    return jdbi.inTransaction(handle -> become.apply(new KeyLife(handle, tenant, id, now)));
  }

  @Override
  public int revokeAll(
      String tenant,
      @Nullable String user,
      @Nullable String subscription,
      boolean dryRun,
      Instant now) {
    return jdbi.inTransaction(
        handle -> KeyRevocation.run(handle, tenant, user, subscription, dryRun, now));
  }

  @Override
  public int deleteEphemeralExpiredBefore(Instant then) {
    return jdbi.withHandle(handle ->
        handle
            .createUpdate("delete from api_keys where ephemeral and expires_at < :then")
            .bind("then", Columns.time(then))
            .execute());
  }

  @Override
  public void touch(Map<String, Instant> lastUsed) {
    if (!lastUsed.isEmpty()) {
      jdbi.useHandle(handle -> touch(handle, List.copyOf(lastUsed.entrySet())));
    }
  }

  /// One statement for all. Rows are locked in the order of their ids, so that two gateways that
  /// note the same keys wait for each other and never deadlock.
  private static void touch(Handle handle, List<Map.Entry<String, Instant>> used) {
    handle
        .createUpdate(
            """
            with used as (
              select * from unnest(:ids, cast(:times as timestamptz[])) as u (id, at)
            ), locked as (
              select id from api_keys where id in (select id from used) order by id for no key update
            )
            update api_keys set last_used_at = used.at
            from used join locked using (id)
            where api_keys.id = used.id
              and (api_keys.last_used_at is null or api_keys.last_used_at < used.at)
            """)
        .bind("ids", used.stream().map(Map.Entry::getKey).toArray(String[]::new))
        .bind("times", used.stream().map(e -> e.getValue().toString()).toArray(String[]::new))
        .execute();
  }
}
