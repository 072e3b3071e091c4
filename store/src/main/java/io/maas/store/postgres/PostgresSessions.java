package io.maas.store.postgres;

import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.Role;
import io.maas.domain.access.Sessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/// Sessions of browsers in the table `sessions`. That one was used is noted once a minute at most,
/// so that reading is no writing; an idle time is exact to that minute.
final class PostgresSessions implements Sessions {

  private static final Duration NOTED = Duration.ofMinutes(1);
  private static final String COLUMNS =
      "hash, tenant, user_name, groups, roles, issuer, hint, created_at, ends_at";

  private final Jdbi jdbi;

  PostgresSessions(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public void begin(Session session) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                "insert into sessions ("
                    + COLUMNS
                    + """
                    , used_at) values (:hash, :tenant, :user, :groups, :roles, :issuer, :hint,
                     :createdAt, :endsAt, :createdAt)
                    """)
            .bind("hash", session.hash().hex())
            .bind("tenant", session.tenant())
            .bind("user", session.user())
            .bindArray("groups", String.class, session.groups())
            .bindArray(
                "roles", String.class, session.roles().stream().map(Role::name).sorted().toList())
            .bind("issuer", session.issuer())
            .bind("hint", session.hint())
            .bind("createdAt", Columns.time(session.createdAt()))
            .bind("endsAt", Columns.time(session.end()))
            .execute());
  }

  @Override
  public Optional<Session> find(String tenant, CredentialHash hash, Instant now, Duration idle) {
    return jdbi.withHandle(handle -> {
      Optional<Session> found =
          handle
              .createQuery(
                  "select "
                      + COLUMNS
                      + """
                       from sessions where hash = :hash and tenant = :tenant
                       and ends_at > :now and used_at > :since
                      """)
              .bind("hash", hash.hex())
              .bind("tenant", tenant)
              .bind("now", Columns.time(now))
              .bind("since", Columns.time(now.minus(idle)))
              .map((row, _) -> session(row))
              .findOne();
      if (found.isPresent()) {
        handle
            .createUpdate(
                "update sessions set used_at = :now where hash = :hash and used_at < :old")
            .bind("hash", hash.hex())
            .bind("now", Columns.time(now))
            .bind("old", Columns.time(now.minus(NOTED)))
            .execute();
      }
      return found;
    });
  }

  @Override
  public Optional<Session> end(String tenant, CredentialHash hash) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "delete from sessions where hash = :hash and tenant = :tenant returning " + COLUMNS)
            .bind("hash", hash.hex())
            .bind("tenant", tenant)
            .map((row, _) -> session(row))
            .findOne());
  }

  @Override
  public int endAll(String tenant, String user) {
    return jdbi.withHandle(handle ->
        handle
            .createUpdate("delete from sessions where tenant = :tenant and user_name = :user")
            .bind("tenant", tenant)
            .bind("user", user)
            .execute());
  }

  @Override
  public int endAll(String tenant) {
    return jdbi.withHandle(handle ->
        handle
            .createUpdate("delete from sessions where tenant = :tenant")
            .bind("tenant", tenant)
            .execute());
  }

  @Override
  public int deleteEnded(Instant now, Duration idle) {
    return jdbi.withHandle(handle ->
        handle
            .createUpdate("delete from sessions where ends_at <= :now or used_at <= :since")
            .bind("now", Columns.time(now))
            .bind("since", Columns.time(now.minus(idle)))
            .execute());
  }

  private static Session session(ResultSet row) throws SQLException {
    return new Session(
        new CredentialHash(row.getString("hash")),
        row.getString("tenant"),
        row.getString("user_name"),
        Columns.texts(row, "groups"),
        Columns.texts(row, "roles").stream().map(Role::valueOf).collect(Collectors.toSet()),
        row.getString("issuer"),
        row.getString("hint"),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "ends_at"));
  }
}
