package io.maas.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jdbi.v3.core.Jdbi;

/// The end of a chain of records.
///
/// @param id the chain's, in the database
/// @param seq how many records it has
/// @param hash its last record's
/// @param keptFrom from when on records are kept
record Chain(int id, long seq, byte[] hash, Instant keptFrom) {

  /// Finds a chain by its name, or begins one.
  static int idOf(Jdbi jdbi, String name) {
    return jdbi.withHandle(handle -> {
      handle.execute("insert into ledger_chains (name) values (?) on conflict do nothing", name);
      return handle
          .createQuery("select id from ledger_chains where name = :name")
          .bind("name", name)
          .mapTo(int.class)
          .one();
    });
  }

  /// Its end, which nobody else appends to until the transaction ends.
  static Chain lock(Connection connection, int id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select seq, hash, (select raw_from from ledger_horizon) as kept_from
            from ledger_chains where id = ? for update
            """)) {
      statement.setInt(1, id);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new IllegalStateException("ledger: no chain " + id + " (expected: one)");
        }
        OffsetDateTime keptFrom = row.getObject("kept_from", OffsetDateTime.class);
        return new Chain(
            id,
            row.getLong("seq"),
            row.getBytes("hash"),
            keptFrom == null ? Instant.MIN : keptFrom.toInstant());
      }
    }
  }

  Chain with(byte[] next) {
    return new Chain(id, seq + 1, next, keptFrom);
  }

  void save(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update ledger_chains set seq = ?, hash = ?, appended_at = now() where id = ?")) {
      statement.setLong(1, seq);
      statement.setBytes(2, hash);
      statement.setInt(3, id);
      statement.executeUpdate();
    }
  }
}
