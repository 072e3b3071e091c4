package io.maas.store.postgres;

import io.maas.domain.notice.Notice;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Revokes many keys, and announces each, in the caller's transaction.
final class KeyRevocation {

  private static final String MATCHING =
      " from api_keys where tenant = :tenant and "
          + KeyLife.LIVE
          + """
             and (cast(:user as text) is null or username = :user)
            and (cast(:subscription as text) is null or subscription = :subscription)
          """;

  private KeyRevocation() {}

  static int run(
      Handle handle,
      String tenant,
      @Nullable String user,
      @Nullable String subscription,
      boolean dryRun,
      Instant now) {
    String sql =
        dryRun
            ? "select id" + MATCHING
            : "update api_keys set status = 'revoked', paused_at = null where id in (select id"
                + MATCHING
                + "order by id for update) returning id";
    List<String> ids =
        handle
            .createQuery(sql)
            .bind("tenant", tenant)
            .bind("now", Columns.time(now))
            .bindBySqlType("user", user, Types.VARCHAR)
            .bindBySqlType("subscription", subscription, Types.VARCHAR)
            .mapTo(String.class)
            .list();
    if (!dryRun) {
      Announcement.send(handle, ids.stream().map(Notice.KeyRevoked::new).toList());
    }
    return ids.size();
  }

  /// Revokes the keys of an owner who is gone, expired ones too.
  static void everyKeyOf(Handle handle, String tenant, String user) {
    List<Notice.KeyRevoked> revoked =
        handle
            .createQuery(
                """
                update api_keys set status = 'revoked', paused_at = null
                where tenant = :tenant and username = :user
                  and (status = 'active' or paused_at is not null)
                returning id
                """)
            .bind("tenant", tenant)
            .bind("user", user)
            .mapTo(String.class)
            .map(Notice.KeyRevoked::new)
            .list();
    Announcement.send(handle, revoked);
  }
}
