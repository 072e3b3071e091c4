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

  /// Takes everything out of it but what every schema starts with.
  void empty() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          alter table audit_records disable trigger user;
          do $$
          begin
            execute (
              select 'truncate ' || string_agg(format('%I', relname), ', ')
              from pg_class
              where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
                and not relispartition
                and relname not in ('flyway_schema_history', 'resource_clock', 'ledger_horizon'));
          end $$;
          alter table audit_records enable trigger user;
          update ledger_horizon set raw_from = null, minute_from = null, hour_from = null
          """);
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
