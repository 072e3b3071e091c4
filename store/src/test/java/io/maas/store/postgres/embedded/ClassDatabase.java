package io.maas.store.postgres.embedded;

import io.maas.store.postgres.PostgresDatabase;
import io.maas.store.postgres.PostgresSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/// The database of one test class.
///
/// @param settings how to reach it
/// @param database it, open
record ClassDatabase(PostgresSettings settings, PostgresDatabase database)
    implements AutoCloseable {

  static ClassDatabase open(PostgresSettings settings) {
    return new ClassDatabase(settings, PostgresDatabase.open(settings));
  }

  void empty() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          truncate api_keys, users, groups, group_members, user_tokens, resources, usage_records,
            usage_parties, usage_minutes, usage_hours, usage_days,
            ledger_chains, ledger_keys, ledger_checkpoints, ledger_imports;
          update ledger_horizon set raw_from = null, minute_from = null, hour_from = null
          """);
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
