package io.maas.store.postgres;

import io.maas.domain.audit.AuditKeeping;
import io.maas.domain.ledger.Seal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Signs what the audit logs end with, and drops what a signature covers and need not be kept.
final class PostgresAuditKeeping implements AuditKeeping {

  /// As many as go in a transaction that nobody has to wait for.
  static final int AT_ONCE = 20_000;

  private final Jdbi jdbi;
  private final Seal seal;
  private final int atOnce;

  PostgresAuditKeeping(Jdbi jdbi, Seal seal, int atOnce) {
    this.jdbi = jdbi;
    this.seal = seal;
    this.atOnce = atOnce;
  }

  @Override
  public int checkpoint(Instant now) {
    return CheckpointWriter.ends(jdbi, CheckpointRows.AUDIT, seal, now);
  }

  @Override
  public List<Prefix> olderThan(Instant moment) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select tenant, first, least(signed, kept - 1) as last from (
                  select c.tenant,
                    (select min(seq) from audit_records r where r.tenant = c.tenant) as first,
                    coalesce((select min(seq) from audit_records r
                      where r.tenant = c.tenant and r.at >= :moment), c.seq + 1) as kept,
                    (select max(last_seq) from audit_checkpoints p
                      where p.tenant = c.tenant and first_seq is null) as signed
                  from audit_chains c) log
                where first <= least(signed, kept - 1) and signed is not null
                order by tenant
                """)
            .bind("moment", Columns.time(moment))
            .map((row, _) -> new Prefix(row.getString(1), row.getLong(2), row.getLong(3)))
            .list());
  }

  @Override
  public long drop(Prefix prefix, Instant now) {
    long dropped = 0;
    for (long last = prefix.first() - 1; last < prefix.last(); ) {
      long until = Math.min(prefix.last(), last + atOnce);
      dropped += jdbi.inTransaction(handle -> drop(handle, prefix.tenant(), until, now));
      last = until;
    }
    return dropped;
  }

  private int drop(Handle handle, String tenant, long last, Instant now) {
    handle.execute("select audit_lock()");
    Optional<Long> first =
        handle
            .createQuery("select min(seq) from audit_records where tenant = :tenant")
            .bind("tenant", tenant)
            .mapTo(Long.class)
            .findOne();
    if (first.isEmpty() || first.get() > last) {
      return 0; // somebody else was faster
    }
    byte[] hash = signedHash(handle, tenant, last);
    new CheckpointWriter(handle, CheckpointRows.AUDIT, seal, now)
        .add(tenant, first.get(), last, hash, Days.day(now));
    return handle.execute("delete from audit_records where tenant = ? and seq <= ?", tenant, last);
  }

  /// Of a line that a checkpoint vouches for.
  private static byte[] signedHash(Handle handle, String tenant, long seq) {
    return handle
        .createQuery(
            """
            select hash from audit_records r where tenant = :tenant and seq = :seq and exists (
              select from audit_checkpoints p
              where p.tenant = r.tenant and p.last_seq >= r.seq and p.first_seq is null)
            """)
        .bind("tenant", tenant)
        .bind("seq", seq)
        .map((row, _) -> row.getBytes(1))
        .findOne()
        .orElseThrow(() ->
            new IllegalStateException(
                "audit log of %s, line %d: not signed (expected: a checkpoint of it or later)"
                    .formatted(tenant, seq)));
  }
}
