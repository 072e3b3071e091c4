package io.maas.store.postgres;

import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.Passwords;
import io.maas.domain.notice.Notice;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Passwords in the table `user_passwords`.
final class PostgresPasswords implements Passwords {

  private final Jdbi jdbi;

  PostgresPasswords(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public Optional<Kept> find(String tenant, String user) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select hash, once from user_passwords where tenant = :tenant and user_name ="
                    + " :user")
            .bind("tenant", tenant)
            .bind("user", user)
            .map((row, _) -> new Kept(row.getString("hash"), row.getBoolean("once")))
            .findOne());
  }

  @Override
  public boolean set(String tenant, String user, Kept password, Instant now) {
    return jdbi.inTransaction(handle -> {
      int set =
          handle
              .createUpdate(
                  """
                  insert into user_passwords (tenant, user_name, hash, once, changed_at)
                  select tenant, name, :hash, :once, :now from users
                  where tenant = :tenant and name = :user and not service
                  on conflict (tenant, user_name) do update
                  set hash = excluded.hash, once = excluded.once, changed_at = excluded.changed_at
                  """)
              .bind("tenant", tenant)
              .bind("user", user)
              .bind("hash", password.hash())
              .bind("once", password.once())
              .bind("now", Columns.time(now))
              .execute();
      if (set == 0) {
        return false;
      }
      endLogins(handle, tenant, user);
      return true;
    });
  }

  private static void endLogins(Handle handle, String tenant, String user) {
    handle
        .createUpdate(
            "delete from user_tokens where tenant = :tenant and user_name = :user and of_login")
        .bind("tenant", tenant)
        .bind("user", user)
        .execute();
    handle
        .createUpdate(
            "delete from sessions where tenant = :tenant and user_name = :user and issuer is null")
        .bind("tenant", tenant)
        .bind("user", user)
        .execute();
    Announcement.send(handle, new Notice.UserChanged(tenant, user));
  }

  @Override
  public void insertToken(
      String tenant, String user, CredentialHash hash, Instant createdAt, Instant expiresAt) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                insert into user_tokens
                  (token_hash, tenant, user_name, created_at, expires_at, of_login)
                values (:hash, :tenant, :user, :createdAt, :expiresAt, true)
                """)
            .bind("hash", hash.hex())
            .bind("tenant", tenant)
            .bind("user", user)
            .bind("createdAt", Columns.time(createdAt))
            .bind("expiresAt", Columns.time(expiresAt))
            .execute());
  }

  @Override
  public void rehash(String tenant, String user, Kept before, Kept after) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                update user_passwords set hash = :after
                where tenant = :tenant and user_name = :user and hash = :before
                """)
            .bind("tenant", tenant)
            .bind("user", user)
            .bind("before", before.hash())
            .bind("after", after.hash())
            .execute());
  }
}
