package io.maas.testkit.ledger;

import io.maas.domain.ledger.Backfill;
import io.maas.domain.ledger.Bookkeeping;
import io.maas.domain.ledger.Dropped;
import io.maas.domain.ledger.Imported;
import io.maas.domain.ledger.Retention;
import io.maas.domain.ledger.Verification;
import io.maas.domain.ledger.VerificationQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Bookkeeping that answers as the test says, and remembers what it was asked to do.
public final class ScriptedBookkeeping implements Bookkeeping {

  private final List<Object> asked = new ArrayList<>();
  private Verification verification = new Verification(List.of(), List.of(), null);
  private Imported imported = new Imported.Taken(0);
  private boolean away;

  /// From now on it finds this.
  public synchronized void finds(Verification found) {
    verification = found;
  }

  /// From now on this comes of what is imported.
  public synchronized void takes(Imported outcome) {
    imported = outcome;
  }

  /// From now on signing fails.
  public synchronized void failToSign() {
    away = true;
  }

  /// What it was asked, in order: queries, backfills, retentions, and names of what has neither.
  public synchronized List<Object> asked() {
    return List.copyOf(asked);
  }

  @Override
  public synchronized void openDays(Instant now, int ahead) {
    asked.add("open " + ahead);
  }

  @Override
  public synchronized int checkpoint(Instant now) {
    asked.add("sign");
    if (away) {
      throw new IllegalStateException("the ledger is away, as the test wants");
    }
    return 0;
  }

  @Override
  public synchronized Dropped drop(Retention retention, Instant now) {
    asked.add(retention);
    return new Dropped(List.of(), List.of(), 0);
  }

  @Override
  public synchronized Verification verify(VerificationQuery query) {
    asked.add(query);
    return verification;
  }

  @Override
  public synchronized Imported take(Backfill backfill) {
    asked.add(backfill);
    return imported;
  }
}
