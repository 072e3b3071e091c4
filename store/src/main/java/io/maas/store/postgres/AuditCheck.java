package io.maas.store.postgres;

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
  private final int most;

  /// @param most how many lines to look at
  AuditCheck(Handle handle, String tenant, int most) {
    this.handle = handle;
    this.tenant = tenant;
    this.most = most;
  }

  /// @param after the number of the line after which to begin
  Verification run(long after) {
    Head head = head();
    List<StoredLine> lines = linesAfter(after);
    boolean more = lines.size() == most;
    long last = more ? lines.getLast().seq() : Math.max(after, head.seq());
    ChainWalk walk = new ChainWalk(after, hashAt(after), head.seq(), true, List.of());
    lines.forEach(line -> walk.take(List.of(line)));
    walk.advance(last + 1);
    if (!more) {
      expectEnd(head, walk);
    }
    Verification.Chain chain =
        new Verification.Chain(tenant, lines.size(), 0, head.seq(), walk.findings(), walk.found());
    return new Verification(List.of(chain), List.of(), more ? new Cursor(0, last) : null);
  }

  /// The last line must be the one that the chain remembers: else the end was written anew.
  private void expectEnd(Head head, ChainWalk walk) {
    byte[] hash = hashAt(head.seq());
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
        .orElse(new Head(0, RecordHash.none()));
  }

  private List<StoredLine> linesAfter(long after) {
    return handle
        .createQuery(
            "select "
                + StoredLine.COLUMNS
                + " from audit_records where tenant = :tenant and seq > :after"
                + " order by seq limit :most")
        .bind("tenant", tenant)
        .bind("after", after)
        .bind("most", most)
        .map((row, _) -> StoredLine.read(row))
        .list();
  }

  private byte @Nullable [] hashAt(long seq) {
    if (seq == 0) {
      return RecordHash.none();
    }
    Optional<byte[]> hash =
        handle
            .createQuery("select hash from audit_records where tenant = :tenant and seq = :seq")
            .bind("tenant", tenant)
            .bind("seq", seq)
            .map((row, _) -> row.getBytes(1))
            .findOne();
    return hash.orElse(null);
  }
}
