package io.maas.store.postgres;

import io.maas.domain.chain.Checkpoint;
import io.maas.domain.ledger.Seal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Signs checkpoints, in a transaction that holds the lock of the book.
final class CheckpointWriter {

  private final Handle handle;
  private final CheckpointRows rows;
  private final Seal seal;
  private final Instant at;

  CheckpointWriter(Handle handle, CheckpointRows rows, Seal seal, Instant now) {
    this.handle = handle;
    this.rows = rows;
    this.seal = seal;
    this.at = now.truncatedTo(ChronoUnit.MILLIS);
    handle.execute(
        "insert into ledger_keys (id, public_key) values (?, ?) on conflict do nothing",
        seal.keyId(),
        seal.publicKey());
  }

  /// Signs the end of every chain of a book that grew.
  ///
  /// @return how many did
  static int ends(Jdbi jdbi, CheckpointRows rows, Seal seal, Instant now) {
    return jdbi.inTransaction(handle -> {
      handle.execute("select " + rows.lock() + "()");
      List<CheckpointRows.End> grown = rows.grown(handle);
      CheckpointWriter writer = new CheckpointWriter(handle, rows, seal, now);
      grown.forEach(end -> writer.add(end.chain(), null, end.seq(), end.hash(), null));
      return grown.size();
    });
  }

  /// Signs one more about a chain.
  ///
  /// @param chain what its table calls it
  void add(
      Object chain,
      @Nullable Long firstSeq,
      long lastSeq,
      byte @Nullable [] hash,
      @Nullable LocalDate dropped) {
    Optional<Checkpoint> last = rows.last(handle, chain);
    Checkpoint next =
        new Checkpoint(
            last.map(Checkpoint::number).orElse(0L) + 1,
            firstSeq,
            lastSeq,
            hash,
            dropped,
            at,
            seal.keyId(),
            new byte[0]);
    byte[] before = last.map(Checkpoint::signature).orElse(new byte[0]);
    byte[] message = next.message(rows.book(), rows.name(handle, chain), before);
    rows.insert(handle, chain, next.signed(seal.sign(message)));
  }
}
