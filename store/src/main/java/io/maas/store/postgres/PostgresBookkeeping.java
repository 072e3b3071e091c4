package io.maas.store.postgres;

import io.maas.domain.ledger.Backfill;
import io.maas.domain.ledger.Bookkeeping;
import io.maas.domain.ledger.Dropped;
import io.maas.domain.ledger.Imported;
import io.maas.domain.ledger.Retention;
import io.maas.domain.ledger.Seal;
import io.maas.domain.ledger.Verification;
import io.maas.domain.ledger.VerificationQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// What the ledger's tables need over the years.
final class PostgresBookkeeping implements Bookkeeping {

  /// As many records as are verified well within the time that a client waits.
  static final int PAGE = 20_000;

  private final Jdbi jdbi;
  private final Seal seal;
  private final int page;
  private final PostgresLedger imports;

  PostgresBookkeeping(Jdbi jdbi, Seal seal, int page) {
    this.jdbi = jdbi;
    this.seal = seal;
    this.page = page;
    this.imports = new PostgresLedger(jdbi, "imports");
  }

  @Override
  public void openDays(Instant now, int ahead) {
    LocalDate today = Days.day(now);
    new Days(jdbi).open(today.datesUntil(today.plusDays(ahead + 1)).toList());
  }

  @Override
  public int checkpoint(Instant now) {
    return CheckpointWriter.ends(jdbi, CheckpointRows.LEDGER, seal, now);
  }

  @Override
  public Dropped drop(Retention retention, Instant now) {
    return new DayDrop(jdbi, seal, now).run(retention);
  }

  @Override
  public Verification verify(VerificationQuery query) {
    return jdbi.inTransaction(
        TransactionIsolationLevel.REPEATABLE_READ,
        handle -> new LedgerCheck(handle, query, seal.keyId(), page).run());
  }

  @Override
  public Imported take(Backfill backfill) {
    Optional<Imported> before = jdbi.withHandle(handle -> sameFile(handle, backfill.digest()));
    if (before.isPresent()) {
      return before.get();
    }
    try {
      Set<UUID> known =
          imports.appendIf(
              backfill.records(),
              appended -> appended.known().isEmpty() && note(appended.handle(), backfill));
      return known.isEmpty()
          ? new Imported.Taken(backfill.records().size())
          : new Imported.Overlapping(known.iterator().next(), known.size());
    } catch (UsageAppend.Unfit e) {
      return new Imported.Unfit(String.valueOf(e.getMessage()));
    }
  }

  /// Writes down that the file is taken, unless somebody else did so a moment ago.
  private static boolean note(Handle handle, Backfill backfill) {
    return handle.execute(
            """
            insert into ledger_imports (digest, records, imported_by) values (?, ?, ?)
            on conflict do nothing
            """,
            backfill.digest(),
            backfill.records().size(),
            backfill.by())
        == 1;
  }

  private static Optional<Imported> sameFile(Handle handle, String digest) {
    return handle
        .createQuery("select imported_at, imported_by from ledger_imports where digest = :digest")
        .bind("digest", digest)
        .map((row, _) ->
            (Imported)
                new Imported.SameFile(
                    Columns.instant(row, "imported_at"), row.getString("imported_by")))
        .findOne();
  }
}
