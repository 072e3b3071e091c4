package io.maas.store.postgres.embedded;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/// Speaks to a server before it has a database of ours.
final class FirstDatabase {

  private static final String SECONDS = "10";

  private FirstDatabase() {}

  /// Whether the server lets us in.
  static boolean answers(String url, String user, String password) {
    try (Connection connection = connect(url, user, password)) {
      return connection.isValid(Integer.parseInt(SECONDS));
    } catch (SQLException _) {
      return false;
    }
  }

  /// Creates the database; its name must be a plain identifier.
  static void createUnlessThere(String url, String user, String password, String database)
      throws IOException {
    try (Connection connection = connect(url, user, password);
        Statement statement = connection.createStatement()) {
      try (ResultSet found =
          statement.executeQuery("select 1 from pg_database where datname = '" + database + "'")) {
        if (found.next()) {
          return;
        }
      }
      statement.execute("create database " + database);
    } catch (SQLException e) {
      throw new IOException("embedded PostgreSQL runs but refuses us: " + e.getMessage(), e);
    }
  }

  private static Connection connect(String url, String user, String password) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", SECONDS);
    properties.setProperty("socketTimeout", SECONDS);
    return DriverManager.getConnection(url, properties);
  }
}
