package io.maas.store.postgres;

import io.maas.domain.audit.ChainedLine;
import io.maas.domain.chain.Book;
import io.maas.domain.chain.ChainHash;
import io.maas.domain.chain.ChainWalk;
import io.maas.domain.chain.Checkpoint;
import io.maas.domain.chain.Signatures;
import io.maas.domain.ledger.Verification;
import io.maas.domain.ledger.VerificationQuery.Cursor;
import io.maas.store.postgres.PostgresAuditLog.Head;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Verifies a tenant's audit log, a page of lines at a time, as it was at one moment.
final class AuditCheck {

  private final Handle handle;
  private final String tenant;
  private final String ownKey;
  private final int most;

  /// @param ownKey the key that needs no comparing
  /// @param most how many lines to look at
  AuditCheck(Handle handle, String tenant, String ownKey, int most) {
    this.handle = handle;
    this.tenant = tenant;
    this.ownKey = ownKey;
    this.most = most;
  }

  /// @param after the number of the line after which to begin
  Verification run(long after) {
    Head head = head();
    List<Checkpoint> checkpoints = CheckpointRows.AUDIT.all(handle, tenant);
    List<ChainedLine> lines = linesAfter(after);
    boolean more = lines.size() == most;
    long last = more ? lines.getLast().seq() : Math.max(after, head.seq());
    ChainWalk walk =
        new ChainWalk(after, hashAt(after, checkpoints), head.seq(), true, checkpoints);
    Signatures signatures = CheckpointRows.signatures(handle, Book.AUDIT);
    if (after == 0) {
      signatures.run(tenant, checkpoints, walk);
      walk.expectReached(checkpoints);
    }
    lines.forEach(line -> walk.take(List.of(line)));
    walk.advance(last + 1);
    if (!more) {
      expectEnd(head, walk);
    }
    long signed = checkpoints.stream().mapToLong(Checkpoint::lastSeq).max().orElse(0);
    Verification.Chain chain =
        new Verification.Chain(
            tenant,
            walk.begins(),
            lines.size(),
            after == 0 ? checkpoints.size() : 0,
            Math.max(0, head.seq() - signed),
            walk.findings(),
            walk.found());
    List<String> others =
        signatures.usedKeys().stream().filter(key -> !key.equals(ownKey)).toList();
    return new Verification(List.of(chain), others, more ? new Cursor(0, last) : null);
  }

  /// The last line must be the one that the chain remembers: else the end was written anew.
  private void expectEnd(Head head, ChainWalk walk) {
    byte[] hash = hashAt(head.seq(), List.of());
    if (hash != null && !Arrays.equals(hash, head.hash())) {
      walk.report(
          Verification.Kind.ALTERED,
          head.seq(),
          null,
          "its hash is not the one that the chain ends with (expected: the same)");
    }
  }

  private Head head() {
    return handle
        .createQuery("select seq, hash from audit_chains where tenant = :tenant")
        .bind("tenant", tenant)
        .map((row, _) -> new Head(row.getLong("seq"), row.getBytes("hash")))
        .findOne()
        .orElse(new Head(0, ChainHash.none()));
  }

  private List<ChainedLine> linesAfter(long after) {
    return handle
        .createQuery(
            "select "
                + AuditColumn.LINE
                + " from audit_records where tenant = :tenant and seq > :after"
                + " order by seq limit :most")
        .bind("tenant", tenant)
        .bind("after", after)
        .bind("most", most)
        .map((row, _) -> AuditColumn.line(row))
        .list();
  }

  /// Of a line that is there, or that was dropped as the last of a stretch.
  private byte @Nullable [] hashAt(long seq, List<Checkpoint> checkpoints) {
    if (seq == 0) {
      return ChainHash.none();
    }
    Optional<byte[]> hash =
        handle
            .createQuery("select hash from audit_records where tenant = :tenant and seq = :seq")
            .bind("tenant", tenant)
            .bind("seq", seq)
            .map((row, _) -> row.getBytes(1))
            .findOne();
    return hash.or(() ->
            checkpoints.stream()
                .filter(each -> each.firstSeq() != null && each.lastSeq() == seq)
                .findFirst()
                .flatMap(each -> Optional.ofNullable(each.hash())))
        .orElse(null);
  }
}
