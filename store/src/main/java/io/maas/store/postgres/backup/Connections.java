package io.maas.store.postgres.backup;

import io.maas.store.postgres.PostgresSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/// Connections that are in no hurry: a large table takes as long as it takes.
final class Connections {

  private static final int CONNECT_SECONDS = 10;

  private Connections() {}

  static PGSimpleDataSource source(PostgresSettings settings) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(settings.jdbcUrl());
    source.setUser(settings.user());
    source.setPassword(settings.password());
    source.setApplicationName("maas backup");
    source.setConnectTimeout(CONNECT_SECONDS);
    source.setTcpKeepAlive(true);
    return source;
  }

  static Connection open(PostgresSettings settings) throws SQLException {
    Connection connection = source(settings).getConnection();
    try (Statement statement = connection.createStatement()) {
      // Moments are written alike, wherever this runs.
      statement.execute("set timezone = 'UTC'; set datestyle = 'ISO'");
    }
    return connection;
  }
}
