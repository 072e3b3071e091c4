package io.maas.store.postgres;

import io.maas.domain.expiry.ExpiryNotice;
import io.maas.domain.expiry.ExpiryNotices;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Notices as rows beside the keys that they are of.
final class PostgresExpiryNotices implements ExpiryNotices {

  /// What still holds of what was said.
  private static final String STANDING =
      """
      from expiry_notices n join api_keys k on k.id = n.key_id and k.expires_at = n.expires_at
      where k.status = 'active' and k.expires_at > :now
      """;

  private static final String SAID =
      "k.tenant, k.username, k.id, k.name, n.expires_at, extract(epoch from n.within)::bigint as"
          + " within_seconds, n.raised_at ";

  private final Jdbi jdbi;

  PostgresExpiryNotices(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public int raise(List<Duration> within, Instant now) {
    return jdbi.inTransaction(handle ->
        within.stream()
            .mapToInt(time ->
                handle
                    .createUpdate(
                        """
                        insert into expiry_notices (key_id, expires_at, within, raised_at)
                        select id, expires_at, make_interval(secs => :within), :now from api_keys
                        where status = 'active' and not ephemeral and expires_at > :now
                          and expires_at <= :until and created_at < expires_at - make_interval(secs => :within)
                        on conflict do nothing
                        """)
                    .bind("within", time.toSeconds())
                    .bind("now", Columns.time(now))
                    .bind("until", Columns.time(now.plus(time)))
                    .execute())
            .sum());
  }

  @Override
  public List<ExpiryNotice> standing(
      String tenant, @Nullable String user, Instant now, int limit, int offset) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select * from (select distinct on (k.id) "
                    + SAID
                    + STANDING
                    + " and k.tenant = :tenant and (:user::text is null or k.username = :user)"
                    + " order by k.id, n.within) soonest order by expires_at, id limit :limit"
                    + " offset :offset")
            .bind("tenant", tenant)
            .bind("user", user)
            .bind("now", Columns.time(now))
            .bind("limit", limit)
            .bind("offset", offset)
            .map((row, _) -> notice(row))
            .list());
  }

  @Override
  public List<ExpiryNotice> untold(Instant now, int limit) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select "
                    + SAID
                    + STANDING
                    + " and n.told_at is null order by n.raised_at, k.id limit :limit")
            .bind("now", Columns.time(now))
            .bind("limit", limit)
            .map((row, _) -> notice(row))
            .list());
  }

  private static ExpiryNotice notice(ResultSet row) throws SQLException {
    return new ExpiryNotice(
        row.getString("tenant"),
        row.getString("username"),
        row.getString("id"),
        row.getString("name"),
        Columns.instant(row, "expires_at"),
        Duration.ofSeconds(row.getLong("within_seconds")),
        Columns.instant(row, "raised_at"));
  }

  @Override
  public void told(ExpiryNotice notice, Instant now) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                update expiry_notices set told_at = :now
                where key_id = :key and expires_at = :expires and within = make_interval(secs => :within)
                """)
            .bind("key", notice.keyId())
            .bind("expires", Columns.time(notice.expiresAt()))
            .bind("within", notice.within().toSeconds())
            .bind("now", Columns.time(now))
            .execute());
  }
}
