package io.maas.store.postgres;

import io.maas.domain.access.Memberships.Change;
import io.maas.domain.access.Memberships.Due;
import io.maas.domain.access.StoredKey;
import io.maas.domain.notice.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// Whose keys are to be looked at: the table `key_reviews`, in the caller's transaction.
final class KeyReviews {

  /// What anybody says of somebody's groups.
  private static final String GROUPS =
      """
      select group_name from group_members where tenant = :tenant and user_name = :user
      union select unnest(groups) from memberships where tenant = :tenant and user_name = :user
        and not exists (select from users where tenant = :tenant and name = :user and service)
      """;

  private static final StoredKeyRow KEY = new StoredKeyRow();

  private KeyReviews() {}

  /// Makes users due, whatever keys they have. Announcing them is the caller's.
  static void ask(Handle handle, String tenant, List<String> users) {
    handle
        .createUpdate(
            """
            insert into key_reviews (tenant, user_name) select :tenant, unnest(:users)
            on conflict (tenant, user_name) do update set asked_at = excluded.asked_at
            """)
        .bind("tenant", tenant)
        .bind("users", users.stream().sorted().toArray(String[]::new))
        .execute();
  }

  /// Makes a user due, and announces it, if a live key has other groups than anybody says.
  static boolean compare(Handle handle, String tenant, String user, Instant now) {
    int due =
        handle
            .createUpdate(
                "with known as (select array("
                    + GROUPS
                    + ") as groups) "
                    + """
                    insert into key_reviews (tenant, user_name, asked_at)
                    select :tenant, :user, :now from known where exists (
                      select from api_keys
                      where tenant = :tenant and username = :user and team is null
                        and not (user_groups @> known.groups
                          and user_groups <@ (known.groups || 'system:authenticated'::text))
                        and\
                    """
                    + " "
                    + KeyLife.LIVE
                    + ") on conflict (tenant, user_name) do update set asked_at ="
                    + " excluded.asked_at")
            .bind("tenant", tenant)
            .bind("user", user)
            .bind("now", Columns.time(now))
            .execute();
    if (due > 0) {
      Announcement.send(handle, new Notice.UserChanged(tenant, user));
    }
    return due > 0;
  }

  private record Person(String tenant, String user) {}

  /// Who was made due whom nobody else looks at; that they are is forgotten with this transaction.
  static Optional<Due> take(Handle handle, Instant now) {
    return handle
        .createQuery(
            """
            delete from key_reviews where (tenant, user_name) in (
              select tenant, user_name from key_reviews
              order by asked_at limit 1 for update skip locked)
            returning tenant, user_name
            """)
        .map((row, _) -> new Person(row.getString("tenant"), row.getString("user_name")))
        .findOne()
        .map(person -> due(handle, person, now));
  }

  /// Without keys if nobody knows the person.
  private static Due due(Handle handle, Person person, Instant now) {
    return handle
        .createQuery(
            "select array("
                + GROUPS
                + """
                 order by 1) as groups, exists (
                  select from users where tenant = :tenant and name = :user
                    and disabled_at is not null) as disabled
                where exists (select from users where tenant = :tenant and name = :user)
                  or exists (select from memberships where tenant = :tenant and user_name = :user)
                """)
        .bind("tenant", person.tenant())
        .bind("user", person.user())
        .map((row, _) ->
            new Due(
                person.tenant(),
                person.user(),
                Columns.texts(row, "groups"),
                row.getBoolean("disabled"),
                keys(handle, person, now)))
        .findOne()
        .orElseGet(() -> new Due(person.tenant(), person.user(), List.of(), false, List.of()));
  }

  private static List<StoredKey> keys(Handle handle, Person person, Instant now) {
    return handle
        .createQuery(
            "select "
                + StoredKeyRow.COLUMNS
                + " from api_keys where tenant = :tenant and username = :user and team is null and "
                + KeyLife.LIVE
                + " order by id for update")
        .bind("tenant", person.tenant())
        .bind("user", person.user())
        .bind("now", Columns.time(now))
        .map(KEY)
        .list();
  }

  /// Does what is planned for somebody.
  static void change(Handle handle, Due due, Function<Due, List<Change>> plan, Instant now) {
    if (due.keys().isEmpty()) {
      return;
    }
    for (Change change : plan.apply(due)) {
      KeyLife key = new KeyLife(handle, due.tenant(), change.keyId(), now);
      var _ =
          switch (change) {
            case Change.Regrouped(_, List<String> groups) -> key.regroup(groups);
            case Change.Revoked _ -> key.revoke();
          };
    }
  }
}
