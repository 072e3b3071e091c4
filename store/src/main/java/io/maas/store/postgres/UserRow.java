package io.maas.store.postgres;

import io.maas.domain.access.Role;
import io.maas.domain.access.Subjects;
import io.maas.domain.access.Users.Kind;
import io.maas.domain.access.Users.User;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/// Reads a row of `users u` with the user's groups.
final class UserRow implements RowMapper<User> {

  static final String COLUMNS =
      """
      tenant, name, admin, roles, created_at, service, owner_users, owner_groups, array(
        select group_name from group_members m
        where m.tenant = u.tenant and m.user_name = u.name order by group_name) as group_names\
      """;

  /// What the column `roles` has: all but the greatest, which has a column of its own that releases
  /// know which know no other role.
  static String[] words(Set<Role> roles) {
    return roles.stream()
        .filter(role -> role != Role.PLATFORM_ADMIN)
        .map(Role::word)
        .toArray(String[]::new);
  }

  /// What a column of names has.
  static String[] sorted(Set<String> names) {
    return names.stream().sorted().toArray(String[]::new);
  }

  private static Subjects owners(ResultSet row) throws SQLException {
    return new Subjects(
        Set.copyOf(Columns.texts(row, "owner_groups")),
        Set.copyOf(Columns.texts(row, "owner_users")));
  }

  private static Set<Role> roles(ResultSet row) throws SQLException {
    EnumSet<Role> roles = EnumSet.noneOf(Role.class);
    Columns.texts(row, "roles").forEach(word -> Role.of(word).ifPresent(roles::add));
    if (row.getBoolean("admin")) {
      roles.add(Role.PLATFORM_ADMIN);
    }
    return roles;
  }

  @Override
  public User map(ResultSet row, StatementContext context) throws SQLException {
    return new User(
        row.getString("tenant"),
        row.getString("name"),
        roles(row),
        Columns.texts(row, "group_names"),
        Columns.instant(row, "created_at"),
        row.getBoolean("service") ? Kind.SERVICE : Kind.PERSON,
        owners(row));
  }
}
