package io.maas.store.postgres.embedded;

import io.maas.store.postgres.PostgresSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/// The server that all tests of a JVM share; its files go with it.
final class SharedServer implements AutoCloseable {

  private static final int POOL = 8;

  private final Path data;
  private final EmbeddedPostgres server;
  private final AtomicInteger databases = new AtomicInteger();

  private SharedServer(Path data, EmbeddedPostgres server) {
    this.data = data;
    this.server = server;
  }

  static SharedServer start() {
    try {
      Path data = Files.createTempDirectory("maas-postgres-");
      SharedPrograms.linkFrom(data);
      return new SharedServer(data, EmbeddedPostgres.start(data, new SecureRandom()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ClassDatabase createDatabase() {
    String name = "test_" + databases.incrementAndGet();
    PostgresSettings settings = server.settings(POOL);
    try (Connection connection =
            DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return ClassDatabase.open(
        new PostgresSettings(
            settings.jdbcUrl().replaceFirst("/maas$", "/" + name),
            settings.user(),
            settings.password(),
            POOL));
  }

  @Override
  public void close() throws IOException {
    server.close();
    Trees.delete(data);
  }
}
