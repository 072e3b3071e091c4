package io.maas.store.postgres;

import io.maas.domain.access.Credential;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.Identities;
import io.maas.domain.access.Identity;
import io.maas.domain.access.Principal;
import io.maas.domain.access.StoredKey;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Finds keys and local tokens by their full hash, and writes nothing: it works on a database that
/// is read-only, and a clock that runs ahead ends no key for good. A look-up that the database does
/// not answer fails its stage after [PostgresDatabase#PATIENCE] for a connection and as long again
/// for the answer.
final class PostgresIdentities implements Identities {

  private static final StoredKeyRow KEY = new StoredKeyRow();
  private static final Identity UNKNOWN = new Identity.Unknown();
  private static final int PATIENCE_MILLIS = (int) PostgresDatabase.PATIENCE.toMillis();

  private final Jdbi jdbi;
  private final InstantSource clock;
  private final Executor executor;

  PostgresIdentities(Jdbi jdbi, InstantSource clock, Executor executor) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.executor = executor;
  }

  @Override
  public CompletionStage<Identity> ofKey(String tenant, CredentialHash hash) {
    return ask(handle -> key(handle, tenant, hash));
  }

  @Override
  public CompletionStage<Identity> ofToken(String tenant, Credential.Token token) {
    CredentialHash hash = CredentialHash.of(token.text());
    return ask(handle -> token(handle, tenant, hash));
  }

  @Override
  public CompletionStage<Boolean> isProgram(String tenant, String user) {
    return ask(handle ->
        handle
            .createQuery(
                "select exists (select from users"
                    + " where tenant = :tenant and name = :user and service)")
            .bind("tenant", tenant)
            .bind("user", user)
            .mapTo(Boolean.class)
            .one());
  }

  private <T> CompletionStage<T> ask(Function<Handle, T> question) {
    return CompletableFuture.supplyAsync(() -> answer(question), executor)
        .orTimeout(2L * PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /// A server that went away without a word holds a connection for so long and no longer: after
  /// that the pool opens another one, to a server that may be back.
  private <T> T answer(Function<Handle, T> question) {
    try {
      return jdbi.withHandle(handle -> {
        handle.getConnection().setNetworkTimeout(Runnable::run, PATIENCE_MILLIS);
        return question.apply(handle);
      });
    } catch (SQLException e) {
      throw new IllegalStateException("the store of identities cannot tell", e);
    }
  }

  private Identity key(Handle handle, String tenant, CredentialHash hash) {
    return handle
        .createQuery(
            "select "
                + StoredKeyRow.COLUMNS
                + """
                , key_hash <> :hash as by_old_secret from api_keys
                where tenant = :tenant and (key_hash = :hash or previous_hash = :hash)
                """)
        .bind("hash", hash.hex())
        .bind("tenant", tenant)
        .map((row, context) -> {
          StoredKey key = KEY.map(row, context);
          return row.getBoolean("by_old_secret") ? key.underOldSecret() : key;
        })
        .findOne()
        .filter(key -> key.effectiveStatus(clock.instant()) == StoredKey.Status.ACTIVE)
        .filter(key -> !key.subscription().isBlank())
        .<Identity>map(key -> new Identity.Known(key.principal()))
        .orElse(UNKNOWN);
  }

  private Identity token(Handle handle, String tenant, CredentialHash hash) {
    Instant now = clock.instant();
    return handle
        .createQuery(
            "select "
                + UserRow.COLUMNS
                + """
                 from users u where (tenant, name) in (
                  select tenant, user_name from user_tokens
                  where token_hash = :hash and tenant = :tenant and expires_at > :now)
                """)
        .bind("hash", hash.hex())
        .bind("tenant", tenant)
        .bind("now", Columns.time(now))
        .map(new UserRow())
        .findOne()
        .<Identity>map(user ->
            new Identity.Known(
                new Principal(
                    tenant, user.name(), authenticated(user.groups()), user.roles(), null)))
        .orElse(UNKNOWN);
  }

  private static List<String> authenticated(List<String> groups) {
    return Stream.concat(groups.stream(), Stream.of(Principal.AUTHENTICATED)).distinct().toList();
  }
}
