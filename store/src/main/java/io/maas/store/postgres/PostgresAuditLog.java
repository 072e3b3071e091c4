package io.maas.store.postgres;

import io.maas.domain.audit.AuditEntry;
import io.maas.domain.audit.AuditLog;
import io.maas.domain.audit.AuditQuery;
import io.maas.domain.chain.ChainHash;
import io.maas.domain.chain.Checkpoint;
import io.maas.domain.ledger.Verification;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/// The audit logs in the table `audit_records`, whose rows the database itself lets nobody change.
final class PostgresAuditLog implements AuditLog {

  /// As many lines as are verified well within the time that a client waits.
  static final int PAGE = 5_000;

  private final Jdbi jdbi;
  private final String ownKey;
  private final int page;

  /// @param ownKey the key that signs here
  PostgresAuditLog(Jdbi jdbi, String ownKey, int page) {
    this.jdbi = jdbi;
    this.ownKey = ownKey;
    this.page = page;
  }

  /// The end of a chain.
  record Head(long seq, byte[] hash) {}

  @Override
  public void append(AuditEntry entry) {
    jdbi.useTransaction(handle -> {
      Head head = lock(handle, entry.tenant());
      long seq = head.seq() + 1;
      insert(handle, entry, seq, ChainHash.of(head.hash(), seq, entry.texts()));
    });
  }

  /// The end of the tenant's chain, which nobody else appends to until the transaction ends.
  private static Head lock(Handle handle, String tenant) {
    return handle
        .createQuery(
            """
            insert into audit_chains as c (tenant) values (:tenant)
            on conflict (tenant) do update set seq = c.seq returning seq, hash
            """)
        .bind("tenant", tenant)
        .map((row, _) -> new Head(row.getLong("seq"), row.getBytes("hash")))
        .one();
  }

  private static void insert(Handle handle, AuditEntry entry, long seq, byte[] hash) {
    handle
        .createUpdate(
            """
            with line as (
              insert into audit_records (tenant, seq, act, at, stage, actor, actor_kind, key_id,
                address, request_id, action, object_kind, object_name, before, after, status, hash)
              values (:tenant, :seq, :act, :at, :stage, :actor, :actorKind, :keyId, :address,
                :requestId, :action, :objectKind, :objectName, :before, :after, :status, :hash))
            update audit_chains set seq = :seq, hash = :hash where tenant = :tenant
            """)
        .bind("tenant", entry.tenant())
        .bind("seq", seq)
        .bind("act", entry.act())
        .bind("at", Columns.time(entry.at()))
        .bind("stage", AuditColumn.word(entry.stage()))
        .bind("actor", entry.actor().name())
        .bind("actorKind", AuditColumn.word(entry.actor().kind()))
        .bind("keyId", entry.actor().keyId())
        .bind("address", entry.from().address())
        .bind("requestId", entry.from().requestId())
        .bind("action", entry.action())
        .bind("objectKind", entry.object().kind())
        .bind("objectName", entry.object().name())
        .bindBySqlType("before", entry.before(), Types.VARCHAR)
        .bindBySqlType("after", entry.after(), Types.VARCHAR)
        .bind("status", entry.status())
        .bind("hash", hash)
        .execute();
  }

  @Override
  public List<Line> find(AuditQuery query) {
    return jdbi.withHandle(handle -> AuditSearch.run(handle, query));
  }

  @Override
  public List<Line> lines(
      String tenant, @Nullable Instant from, @Nullable Instant to, long after, int limit) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select "
                    + AuditColumn.LINE
                    + """
                     from audit_records
                    where tenant = :tenant and seq > :after
                      and (cast(:from as timestamptz) is null or at >= :from)
                      and (cast(:to as timestamptz) is null or at < :to)
                    order by seq limit :limit
                    """)
            .bind("tenant", tenant)
            .bind("after", after)
            .bindBySqlType("from", Columns.timeOrNull(from), Types.TIMESTAMP_WITH_TIMEZONE)
            .bindBySqlType("to", Columns.timeOrNull(to), Types.TIMESTAMP_WITH_TIMEZONE)
            .bind("limit", limit)
            .map((row, _) -> AuditColumn.line(row).line())
            .list());
  }

  @Override
  public List<Checkpoint> checkpoints(String tenant) {
    return jdbi.withHandle(handle -> CheckpointRows.AUDIT.all(handle, tenant));
  }

  @Override
  public Verification verify(String tenant, long after) {
    return jdbi.inTransaction(
        TransactionIsolationLevel.REPEATABLE_READ,
        handle -> new AuditCheck(handle, tenant, ownKey, page).run(after));
  }
}
