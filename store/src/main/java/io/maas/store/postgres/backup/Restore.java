package io.maas.store.postgres.backup;

import io.maas.store.postgres.PostgresSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// Reads a backup into a database in which nothing is: the schema of its version first, then all
/// rows or none, then whatever the schema has come to since.
public final class Restore {

  private static final String LOCATION = "classpath:db/migration";

  private Restore() {}

  /// Restores.
  ///
  /// @throws IOException if the file is no whole backup, or one of a later release; if something is
  ///   in the database already; or if it cannot be written. The message says which
  public static Manifest read(PostgresSettings settings, Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile());
        Connection connection = Connections.open(settings)) {
      Manifest manifest = manifest(zip, file, newest(settings));
      refuseUnlessEmpty(connection);
      migrate(settings, MigrationVersion.fromVersion(String.valueOf(manifest.schema())));
      connection.setAutoCommit(false);
      fill(connection, zip, manifest);
      connection.commit();
      migrate(settings, MigrationVersion.LATEST);
      return manifest;
    } catch (ZipException e) {
      throw new IOException(file + ": not a backup, or cut short (expected: a whole one)", e);
    } catch (SQLException | FlywayException e) {
      throw new IOException("the database cannot be written: " + e.getMessage(), e);
    }
  }

  private static Manifest manifest(ZipFile zip, Path file, int newest) throws IOException {
    ZipEntry entry = zip.getEntry(Manifest.NAME);
    if (entry == null) {
      throw new IOException(file + ": no " + Manifest.NAME + " in it (expected: a backup of maas)");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      Manifest manifest = Manifest.read(in.readAllBytes());
      if (manifest.schema() < 1 || manifest.schema() > newest) {
        throw new IOException(
            "%s: of schema %d (expected: 1 to %d; a later release reads it)"
                .formatted(file, manifest.schema(), newest));
      }
      return manifest;
    }
  }

  private static int newest(PostgresSettings settings) {
    MigrationVersion last = MigrationVersion.EMPTY;
    for (MigrationInfo migration : flyway(settings).load().info().all()) {
      MigrationVersion version = migration.getVersion();
      last = version != null && version.compareTo(last) > 0 ? version : last;
    }
    return Integer.parseInt(String.valueOf(last.getVersion()));
  }

  private static FluentConfiguration flyway(PostgresSettings settings) {
    return Flyway.configure().dataSource(Connections.source(settings)).locations(LOCATION);
  }

  private static void migrate(PostgresSettings settings, MigrationVersion version) {
    flyway(settings).target(version).load().migrate();
  }

  private static void refuseUnlessEmpty(Connection connection) throws SQLException, IOException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select string_agg(relname, ', ' order by relname) from (select relname from"
                    + " pg_class where relnamespace = 'public'::regnamespace and relkind in ('r',"
                    + " 'p') limit 5) t")) {
      row.next();
      String found = row.getString(1);
      if (found != null) {
        throw new IOException(
            "the database has tables: " + found + " (expected: a database in which nothing is)");
      }
    }
  }

  private static void fill(Connection connection, ZipFile zip, Manifest manifest)
      throws SQLException, IOException {
    CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
    try (Statement statement = connection.createStatement()) {
      // What every schema begins with is in the backup too.
      for (Manifest.Part part : manifest.parts()) {
        empty(statement, Tables.quoted(part.table()));
      }
      List<Manifest.Part> days = new ArrayList<>();
      for (Manifest.Part part : manifest.parts()) {
        if (LedgerDays.areParts(part.table())) {
          days.add(part);
        } else {
          copy(copies, zip, part);
        }
      }
      for (Manifest.Part part : days) {
        LedgerDays.open(statement, zip, part);
        copy(copies, zip, part);
      }
      for (Manifest.Part part : manifest.parts()) {
        wind(connection, part);
      }
    }
  }

  private static void empty(Statement statement, String table) throws SQLException {
    boolean any;
    try (ResultSet row = statement.executeQuery("select exists (select 1 from " + table + ")")) {
      row.next();
      any = row.getBoolean(1);
    }
    if (any) {
      statement.execute("delete from " + table);
    }
  }

  private static void copy(CopyManager copies, ZipFile zip, Manifest.Part part)
      throws SQLException, IOException {
    MessageDigest digest = Digested.fresh();
    long rows;
    try (InputStream in = new DigestInputStream(entry(zip, part), digest)) {
      rows =
          copies.copyIn(
              "copy %s (%s) from stdin"
                  .formatted(Tables.quoted(part.table()), Tables.quoted(part.columns())),
              in);
    }
    String found = Digested.hex(digest);
    if (rows != part.rows() || !found.equals(part.sha256())) {
      throw new IOException(
          "%s: %d rows with digest %s (expected: %d with %s)"
              .formatted(part.table(), rows, found, part.rows(), part.sha256()));
    }
  }

  static InputStream entry(ZipFile zip, Manifest.Part part) throws IOException {
    ZipEntry entry = zip.getEntry(part.entry());
    if (entry == null) {
      throw new IOException("backup: no " + part.entry() + " (expected: " + part.rows() + " rows)");
    }
    return zip.getInputStream(entry);
  }

  /// Sequences go on behind what is there.
  private static void wind(Connection connection, Manifest.Part part) throws SQLException {
    String table = Tables.quoted(part.table());
    for (String column : part.columns()) {
      String sequence = sequence(connection, table, column);
      if (sequence != null) {
        String numbers = Tables.quoted(column);
        try (PreparedStatement statement =
            connection.prepareStatement(
                "select setval(?::regclass, greatest(max(%s), 1), count(*) > 0) from %s"
                    .formatted(numbers, table))) {
          statement.setString(1, sequence);
          statement.execute();
        }
      }
    }
  }

  private static @Nullable String sequence(Connection connection, String table, String column)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_get_serial_sequence(?, ?)")) {
      statement.setString(1, table);
      statement.setString(2, column);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }
}
