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

/// Where the chains of a book and their checkpoints lie: two tables each, of the same columns.
///
/// @param table of the checkpoints
/// @param chain its column that says whose they are
/// @param ends the table of the chains
/// @param id its column that the one above is of
/// @param lock the function that keeps others from writing
record CheckpointRows(Book book, String table, String chain, String ends, String id, String lock) {

  static final CheckpointRows LEDGER =
      new CheckpointRows(
          Book.LEDGER, "ledger_checkpoints", "chain", "ledger_chains", "id", "ledger_lock");
  static final CheckpointRows AUDIT =
      new CheckpointRows(
          Book.AUDIT, "audit_checkpoints", "tenant", "audit_chains", "tenant", "audit_lock");

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

  /// The end of a chain.
  record End(Object chain, long seq, byte[] hash) {}

  /// The ends of the chains that grew since their last one was signed.
  List<End> grown(Handle handle) {
    return handle
        .createQuery(
            """
            select %1$s, seq, hash from %2$s c where seq > coalesce(
              (select max(last_seq) from %3$s p where p.%4$s = c.%1$s and first_seq is null), 0)
            order by 1
            """
                .formatted(id, ends, table, chain))
        .map((row, _) -> new End(row.getObject(1), row.getLong(2), row.getBytes(3)))
        .list();
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
