package io.maas.store.postgres;

import io.maas.domain.access.Users.Group;
import io.maas.domain.notice.Notice;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Local groups and who is in them.
final class PostgresGroups {

  private final Jdbi jdbi;

  PostgresGroups(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// Adds a user to groups, and the groups that are missing.
  static void enter(Handle handle, String tenant, String user, List<String> groups) {
    String[] names = groups.stream().sorted().toArray(String[]::new);
    handle
        .createUpdate(
            """
            insert into groups (tenant, name) select :tenant, unnest(:names) on conflict do nothing
            """)
        .bind("tenant", tenant)
        .bind("names", names)
        .execute();
    handle
        .createUpdate(
            """
            insert into group_members (tenant, group_name, user_name)
            select :tenant, unnest(:names), :user on conflict do nothing
            """)
        .bind("tenant", tenant)
        .bind("names", names)
        .bind("user", user)
        .execute();
  }

  /// Takes a user out of groups.
  static void leave(Handle handle, String tenant, String user, List<String> groups) {
    handle
        .createUpdate(
            """
            delete from group_members
            where tenant = :tenant and user_name = :user and group_name = any(:names)
            """)
        .bind("tenant", tenant)
        .bind("user", user)
        .bind("names", groups.toArray(String[]::new))
        .execute();
  }

  boolean create(String tenant, String name) {
    return jdbi.withHandle(handle ->
        handle
                .createUpdate(
                    "insert into groups (tenant, name) values (:tenant, :name) on conflict do"
                        + " nothing")
                .bind("tenant", tenant)
                .bind("name", name)
                .execute()
            > 0);
  }

  boolean delete(String tenant, String name) {
    return jdbi.inTransaction(handle -> {
      List<Notice.UserChanged> members =
          handle
              .createQuery(
                  """
                  delete from group_members where tenant = :tenant and group_name = :name
                  returning user_name
                  """)
              .bind("tenant", tenant)
              .bind("name", name)
              .mapTo(String.class)
              .map(user -> new Notice.UserChanged(tenant, user))
              .list();
      KeyReviews.ask(handle, tenant, members.stream().map(Notice.UserChanged::user).toList());
      Announcement.send(handle, members);
      return handle
              .createUpdate("delete from groups where tenant = :tenant and name = :name")
              .bind("tenant", tenant)
              .bind("name", name)
              .execute()
          > 0;
    });
  }

  List<Group> list(String tenant, int limit, int offset, int members) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select name, array(
                  select user_name from group_members m
                  where m.tenant = g.tenant and m.group_name = g.name order by user_name
                  limit :members) as members
                from groups g where tenant = :tenant order by name limit :limit offset :offset
                """)
            .bind("tenant", tenant)
            .bind("limit", limit)
            .bind("offset", offset)
            .bind("members", members)
            .map(
                (row, _) -> new Group(tenant, row.getString("name"), Columns.texts(row, "members")))
            .list());
  }

  /// One statement, so that a group that is not there is told from one that nobody is in.
  Optional<List<String>> members(String tenant, String group, int limit, int offset) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select array(
                  select user_name from group_members m
                  where m.tenant = g.tenant and m.group_name = g.name order by user_name
                  limit :limit offset :offset) as members
                from groups g where tenant = :tenant and name = :name
                """)
            .bind("tenant", tenant)
            .bind("name", group)
            .bind("limit", limit)
            .bind("offset", offset)
            .map((row, _) -> Columns.texts(row, "members"))
            .findOne());
  }

  boolean add(String tenant, String group, String user) {
    return change(
        tenant,
        group,
        user,
        // Says true of a member too: the wish is fulfilled. Only what is missing makes no row.
        """
        insert into group_members (tenant, group_name, user_name)
        select g.tenant, g.name, u.name from groups g join users u using (tenant)
        where g.tenant = :tenant and g.name = :group and u.name = :user
        on conflict (tenant, group_name, user_name) do update set user_name = excluded.user_name
        """);
  }

  boolean remove(String tenant, String group, String user) {
    return change(
        tenant,
        group,
        user,
        """
        delete from group_members
        where tenant = :tenant and group_name = :group and user_name = :user
        """);
  }

  private boolean change(String tenant, String group, String user, String sql) {
    return jdbi.inTransaction(handle -> {
      int changed =
          handle
              .createUpdate(sql)
              .bind("tenant", tenant)
              .bind("group", group)
              .bind("user", user)
              .execute();
      if (changed > 0) {
        KeyReviews.ask(handle, tenant, List.of(user));
        Announcement.send(handle, new Notice.UserChanged(tenant, user));
      }
      return changed > 0;
    });
  }
}
