package io.maas.store.postgres;

import io.maas.domain.ledger.Seal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Signs checkpoints, in a transaction that holds the ledger's lock.
final class CheckpointWriter {

  private final Handle handle;
  private final Seal seal;
  private final Instant at;

  CheckpointWriter(Handle handle, Seal seal, Instant now) {
    this.handle = handle;
    this.seal = seal;
    this.at = now.truncatedTo(ChronoUnit.MILLIS);
    handle.execute(
        "insert into ledger_keys (id, public_key) values (?, ?) on conflict do nothing",
        seal.keyId(),
        seal.publicKey());
  }

  /// Signs one more about a chain.
  void add(
      int chain,
      @Nullable Long firstSeq,
      long lastSeq,
      byte @Nullable [] hash,
      @Nullable LocalDate dropped) {
    Optional<Checkpoint> last =
        handle
            .createQuery(
                "select "
                    + Checkpoint.COLUMNS
                    + " from ledger_checkpoints where chain = :chain order by number desc limit 1")
            .bind("chain", chain)
            .map((row, _) -> Checkpoint.read(row))
            .findOne();
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
    insert(chain, next.signed(seal.sign(next.message(name(chain), before))));
  }

  private String name(int chain) {
    return handle
        .createQuery("select name from ledger_chains where id = :id")
        .bind("id", chain)
        .mapTo(String.class)
        .findOne()
        .orElse("");
  }

  private void insert(int chain, Checkpoint next) {
    handle.execute(
        "insert into ledger_checkpoints (chain, "
            + Checkpoint.COLUMNS
            + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        chain,
        next.number(),
        next.firstSeq(),
        next.lastSeq(),
        next.hash(),
        next.dropped(),
        Columns.time(next.at()),
        next.keyId(),
        next.signature());
  }
}
