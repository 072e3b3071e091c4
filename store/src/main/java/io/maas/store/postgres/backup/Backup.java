package io.maas.store.postgres.backup;

import io.maas.store.postgres.PostgresSettings;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// Writes all rows into a file, as they were at one moment, while others go on reading and writing.
public final class Backup {

  private Backup() {}

  /// Writes a backup. The file is there when it is whole, and for its owner only.
  ///
  /// @throws IOException if the file cannot be written or the database cannot be read; the message
  ///   says why
  public static Manifest write(PostgresSettings settings, Path file, Instant now)
      throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(aside);
    Files.createFile(
        aside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (OutputStream out = Files.newOutputStream(aside);
        Connection connection = Connections.open(settings)) {
      Manifest manifest = write(connection, out, now);
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return manifest;
    } catch (SQLException e) {
      throw new IOException("the database cannot be read: " + e.getMessage(), e);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  private static Manifest write(Connection connection, OutputStream out, Instant now)
      throws IOException, SQLException {
    connection.setAutoCommit(false);
    connection.setReadOnly(true);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    int schema = schema(connection);
    CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
    List<Manifest.Part> parts = new ArrayList<>();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, List<String>> table : Tables.of(connection).entrySet()) {
        parts.add(part(copies, table.getKey(), table.getValue(), zip));
      }
      Manifest manifest = new Manifest(schema, now, parts);
      zip.putNextEntry(new ZipEntry(Manifest.NAME));
      zip.write(manifest.write());
      zip.closeEntry();
      return manifest;
    }
  }

  private static Manifest.Part part(
      CopyManager copies, String table, List<String> columns, ZipOutputStream zip)
      throws IOException, SQLException {
    MessageDigest digest = Digested.fresh();
    zip.putNextEntry(new ZipEntry(new Manifest.Part(table, columns, 0, "").entry()));
    OutputStream rows = new DigestOutputStream(new StaysOpen(zip), digest);
    // A query, so that the rows of all parts of a table come, not of its own alone.
    long count =
        copies.copyOut(
            "copy (select %s from %s) to stdout"
                .formatted(Tables.quoted(columns), Tables.quoted(table)),
            rows);
    rows.flush();
    zip.closeEntry();
    return new Manifest.Part(table, columns, count, Digested.hex(digest));
  }

  /// An entry ends, its file goes on.
  private static final class StaysOpen extends FilterOutputStream {
    StaysOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  private static int schema(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select max(version::int) from flyway_schema_history where success")) {
      row.next();
      return row.getInt(1);
    }
  }
}
