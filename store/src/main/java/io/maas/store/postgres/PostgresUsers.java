package io.maas.store.postgres;

import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.Users;
import io.maas.domain.notice.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Local users in the table `users`; their groups are in [PostgresGroups].
final class PostgresUsers implements Users {

  private final Jdbi jdbi;
  private final PostgresGroups groups;

  PostgresUsers(Jdbi jdbi) {
    this.jdbi = jdbi;
    this.groups = new PostgresGroups(jdbi);
  }

  @Override
  public boolean create(User user) {
    return jdbi.inTransaction(handle -> insert(handle, user));
  }

  private static boolean insert(Handle handle, User user) {
    int created =
        handle
            .createUpdate(
                """
                insert into users
                  (tenant, name, admin, roles, created_at, service, owner_users, owner_groups)
                values
                  (:tenant, :name, :admin, :roles, :createdAt, :service, :ownerUsers, :ownerGroups)
                on conflict do nothing
                """)
            .bind("tenant", user.tenant())
            .bind("name", user.name())
            .bind("admin", user.admin())
            .bind("roles", UserRow.words(user.roles()))
            .bind("createdAt", Columns.time(user.createdAt()))
            .bind("service", user.isService())
            .bind("ownerUsers", UserRow.sorted(user.owners().users()))
            .bind("ownerGroups", UserRow.sorted(user.owners().groups()))
            .execute();
    if (created == 0) {
      return false;
    }
    if (user.isService()) {
      endSessions(handle, user.tenant(), user.name(), "");
    }
    PostgresGroups.enter(handle, user.tenant(), user.name(), user.groups());
    announce(handle, user.tenant(), user.name());
    return true;
  }

  @Override
  public Optional<User> find(String tenant, String name) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select "
                    + UserRow.COLUMNS
                    + " from users u where tenant = :tenant and name = :name")
            .bind("tenant", tenant)
            .bind("name", name)
            .map(new UserRow())
            .findOne());
  }

  @Override
  public List<User> list(String tenant) {
    return list(tenant, Integer.MAX_VALUE, 0);
  }

  @Override
  public List<User> list(String tenant, int limit, int offset) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select "
                    + UserRow.COLUMNS
                    + " from users u where tenant = :tenant order by name"
                    + " limit :limit offset :offset")
            .bind("tenant", tenant)
            .bind("limit", limit)
            .bind("offset", offset)
            .map(new UserRow())
            .list());
  }

  @Override
  public Optional<Changed> change(String tenant, String name, UnaryOperator<User> change) {
    return jdbi.inTransaction(handle -> new UserChange(handle, tenant, name).by(change));
  }

  @Override
  public boolean delete(String tenant, String name) {
    return jdbi.inTransaction(handle -> {
      int deleted =
          handle
              .createUpdate("delete from users where tenant = :tenant and name = :name")
              .bind("tenant", tenant)
              .bind("name", name)
              .execute();
      if (deleted == 0) {
        return false;
      }
      KeyRevocation.everyKeyOf(handle, tenant, name);
      endSessions(handle, tenant, name, " and issuer is null");
      disown(handle, tenant, name);
      announce(handle, tenant, name);
      return true;
    });
  }

  private static void endSessions(Handle handle, String tenant, String name, String which) {
    handle
        .createUpdate("delete from sessions where tenant = :tenant and user_name = :name" + which)
        .bind("tenant", tenant)
        .bind("name", name)
        .execute();
  }

  /// Whoever has the name later is somebody else.
  private static void disown(Handle handle, String tenant, String name) {
    handle
        .createUpdate(
            """
            update users set owner_users = array_remove(owner_users, :name)
            where tenant = :tenant and service and :name = any(owner_users)
            """)
        .bind("tenant", tenant)
        .bind("name", name)
        .execute();
  }

  @Override
  public void insertToken(
      String tenant, String user, CredentialHash hash, Instant createdAt, Instant expiresAt) {
    jdbi.useTransaction(handle -> {
      int kept =
          handle
              .createUpdate(
                  """
                  insert into user_tokens (token_hash, tenant, user_name, created_at, expires_at)
                  select :hash, tenant, name, :createdAt, :expiresAt from users
                  where tenant = :tenant and name = :user and not service
                  """)
              .bind("hash", hash.hex())
              .bind("tenant", tenant)
              .bind("user", user)
              .bind("createdAt", Columns.time(createdAt))
              .bind("expiresAt", Columns.time(expiresAt))
              .execute();
      if (kept == 0) {
        throw new IllegalStateException("user: " + user + " (expected: a person who exists)");
      }
      announce(handle, tenant, user);
    });
  }

  @Override
  public boolean createGroup(String tenant, String name) {
    return groups.create(tenant, name);
  }

  @Override
  public boolean deleteGroup(String tenant, String name) {
    return groups.delete(tenant, name);
  }

  @Override
  public List<Group> groups(String tenant) {
    return groups.list(tenant, Integer.MAX_VALUE, 0, Integer.MAX_VALUE);
  }

  @Override
  public List<Group> groups(String tenant, int limit, int offset, int members) {
    return groups.list(tenant, limit, offset, members);
  }

  @Override
  public Optional<List<String>> members(String tenant, String group, int limit, int offset) {
    return groups.members(tenant, group, limit, offset);
  }

  @Override
  public boolean addToGroup(String tenant, String group, String user) {
    return groups.add(tenant, group, user);
  }

  @Override
  public boolean removeFromGroup(String tenant, String group, String user) {
    return groups.remove(tenant, group, user);
  }

  private static void announce(Handle handle, String tenant, String user) {
    Announcement.send(handle, new Notice.UserChanged(tenant, user));
  }
}
