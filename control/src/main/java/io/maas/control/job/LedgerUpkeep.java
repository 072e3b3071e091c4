package io.maas.control.job;

import io.maas.domain.job.Job;
import io.maas.domain.job.Job.Outcome;
import io.maas.domain.ledger.Bookkeeping;
import io.maas.domain.ledger.Dropped;
import io.maas.domain.ledger.Retention;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Keeps the ledger ready for the days to come, signs what was written, and drops what is old. Its
/// sums need no job: they are written with the records, in one transaction.
public final class LedgerUpkeep {

  private static final Duration EVERY = Duration.ofHours(1);

  /// A control may be away for a few days; a gateway that finds no day makes one itself.
  private static final int DAYS_AHEAD = 7;

  private LedgerUpkeep() {}

  public static List<Job> of(Bookkeeping books, Retention retention, InstantSource clock) {
    return List.of(
        new Job(
            "ledger-days",
            "Makes the ledger ready for today and a week to come.",
            EVERY,
            () -> {
              books.openDays(clock.instant(), DAYS_AHEAD);
              return Outcome.nothing(DAYS_AHEAD + " days ahead are open");
            }),
        new Job(
            "ledger-checkpoints",
            "Signs the end of every chain of the ledger that grew.",
            EVERY,
            () -> Outcome.of(books.checkpoint(clock.instant()), "chains signed")),
        new Job(
            "ledger-retention",
            "Drops records and sums that need not be kept any longer.",
            EVERY,
            () -> tell(books.drop(retention, clock.instant()))));
  }

  private static Outcome tell(Dropped dropped) {
    return dropped.isNothing()
        ? Outcome.nothing("nothing was old")
        : Outcome.did(
            "dropped %s days of records, %s days of minutes, %s hours"
                .formatted(dropped.records(), dropped.minutes(), dropped.hours()));
  }
}
