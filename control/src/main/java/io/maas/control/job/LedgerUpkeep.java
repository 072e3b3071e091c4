package io.maas.control.job;

import io.maas.domain.ledger.Bookkeeping;
import io.maas.domain.ledger.Dropped;
import io.maas.domain.ledger.Retention;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the ledger ready for the days to come, signs what was written, and drops what is old.
public final class LedgerUpkeep implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(LedgerUpkeep.class);

  private static final Duration EVERY = Duration.ofHours(1);

  /// A control may be away for a few days; a gateway that finds no day makes one itself.
  private static final int DAYS_AHEAD = 7;

  private final Bookkeeping books;
  private final Retention retention;
  private final InstantSource clock;

  public LedgerUpkeep(Bookkeeping books, Retention retention, InstantSource clock) {
    this.books = books;
    this.retention = retention;
    this.clock = clock;
  }

  /// Does it now and every hour, until cancelled.
  public ScheduledFuture<?> schedule(ScheduledExecutorService executor) {
    return executor.scheduleWithFixedDelay(this, 0, EVERY.toSeconds(), TimeUnit.SECONDS);
  }

  @Override
  public void run() {
    Instant now = clock.instant();
    step("days not opened", () -> books.openDays(now, DAYS_AHEAD));
    step("checkpoints not signed", () -> books.checkpoint(now));
    step("old records not dropped", () -> tell(books.drop(retention, now)));
  }

  private static void tell(Dropped dropped) {
    if (!dropped.isNothing()) {
      LOG.atInfo()
          .setMessage("old parts of the ledger dropped")
          .addKeyValue("days", dropped.records())
          .addKeyValue("days_of_minutes", dropped.minutes())
          .addKeyValue("hours", dropped.hours())
          .log();
    }
  }

  /// One that fails keeps none of the others from being done; the next run does what it could not.
  private static void step(String otherwise, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.atWarn().setMessage(otherwise).setCause(e).log();
    }
  }
}
