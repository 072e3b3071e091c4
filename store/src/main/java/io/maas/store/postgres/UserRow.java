package io.maas.store.postgres;

import io.maas.domain.access.Users.User;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/// Reads a row of `users u` with the user's groups.
final class UserRow implements RowMapper<User> {

  static final String COLUMNS =
      """
      tenant, name, admin, created_at, array(
        select group_name from group_members m
        where m.tenant = u.tenant and m.user_name = u.name order by group_name) as group_names\
      """;

  @Override
  public User map(ResultSet row, StatementContext context) throws SQLException {
    return new User(
        row.getString("tenant"),
        row.getString("name"),
        row.getBoolean("admin"),
        Columns.texts(row, "group_names"),
        Columns.instant(row, "created_at"));
  }
}
