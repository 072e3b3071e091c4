package io.maas.store.postgres;

import io.maas.domain.chain.Book;
import io.maas.domain.chain.Checkpoint;
import io.maas.domain.chain.Signatures;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Where the checkpoints of a book lie: two tables of the same columns.
///
/// @param chain the column that says whose they are
record CheckpointRows(Book book, String table, String chain) {

  static final CheckpointRows LEDGER =
      new CheckpointRows(Book.LEDGER, "ledger_checkpoints", "chain");
  static final CheckpointRows AUDIT = new CheckpointRows(Book.AUDIT, "audit_checkpoints", "tenant");

  private static final String COLUMNS =
      "number, first_seq, last_seq, hash, dropped, at, key_id, signature";

  /// What looks at the signatures of a book, which are by keys of either.
  static Signatures signatures(Handle handle, Book book) {
    Map<String, byte[]> keys = new HashMap<>();
    handle
        .createQuery("select id, public_key from ledger_keys")
        .map((row, _) -> Map.entry(row.getString(1), row.getBytes(2)))
        .forEach(key -> keys.put(key.getKey(), key.getValue()));
    return new Signatures(book, keys);
  }

  /// All of a chain, in their order.
  List<Checkpoint> all(Handle handle, Object id) {
    return select(handle, id, "order by number");
  }

  /// The last one of a chain.
  Optional<Checkpoint> last(Handle handle, Object id) {
    return select(handle, id, "order by number desc limit 1").stream().findFirst();
  }

  private List<Checkpoint> select(Handle handle, Object id, String order) {
    return handle
        .createQuery("select %s from %s where %s = :id %s".formatted(COLUMNS, table, chain, order))
        .bind("id", id)
        .map((row, _) -> read(row))
        .list();
  }

  private static Checkpoint read(ResultSet row) throws SQLException {
    return new Checkpoint(
        row.getLong("number"),
        row.getObject("first_seq", Long.class),
        row.getLong("last_seq"),
        row.getBytes("hash"),
        row.getObject("dropped", LocalDate.class),
        Columns.instant(row, "at"),
        row.getString("key_id"),
        row.getBytes("signature"));
  }

  void insert(Handle handle, Object id, Checkpoint next) {
    handle.execute(
        "insert into %s (%s, %s) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            .formatted(table, chain, COLUMNS),
        id,
        next.number(),
        next.firstSeq(),
        next.lastSeq(),
        next.hash(),
        next.dropped(),
        Columns.time(next.at()),
        next.keyId(),
        next.signature());
  }

  /// What is signed as a chain's name.
  String name(Handle handle, Object id) {
    return switch (book) {
      case AUDIT -> String.valueOf(id);
      case LEDGER ->
          handle
              .createQuery("select name from ledger_chains where id = :id")
              .bind("id", id)
              .mapTo(String.class)
              .findOne()
              .orElse("");
    };
  }
}
