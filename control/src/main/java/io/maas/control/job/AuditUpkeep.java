package io.maas.control.job;

import io.maas.domain.audit.AuditKeeping;
import io.maas.domain.audit.AuditKeeping.Prefix;
import io.maas.domain.job.Job;
import io.maas.domain.job.Job.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;

/// Signs the ends of the audit logs, and drops what need not be kept any longer.
public final class AuditUpkeep {

  private static final Duration EVERY = Duration.ofHours(1);

  private AuditUpkeep() {}

  /// @param days how many whole days lines are kept; 0 for ever
  /// @param written writes into a log that lines of it are about to be dropped; false if it could
  ///   not be written, and they stay
  public static List<Job> of(
      AuditKeeping keeping, int days, Predicate<Prefix> written, InstantSource clock) {
    return List.of(
        new Job(
            "audit-checkpoints",
            "Signs the end of every audit log that grew.",
            EVERY,
            // No act of anybody's: a line of it would make the log grow, to be signed again.
            () -> Outcome.nothing(keeping.checkpoint(clock.instant()) + " logs signed")),
        new Job(
            "audit-retention",
            "Drops lines of the audit logs that need not be kept any longer.",
            EVERY,
            () ->
                days == 0
                    ? Outcome.nothing("kept for ever")
                    : drop(keeping, days, written, clock)));
  }

  private static Outcome drop(
      AuditKeeping keeping, int days, Predicate<Prefix> written, InstantSource clock) {
    Instant now = clock.instant();
    Instant kept = now.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(days));
    long dropped = 0;
    int logs = 0;
    for (Prefix prefix : keeping.olderThan(kept)) {
      if (!written.test(prefix)) {
        throw new IllegalStateException(
            "the audit log of " + prefix.tenant() + " cannot be written (expected: it can)");
      }
      long of = keeping.drop(prefix, now);
      dropped += of;
      logs += of > 0 ? 1 : 0;
    }
    return logs == 0
        ? Outcome.nothing("nothing was old")
        : Outcome.did("dropped %d lines of %d logs".formatted(dropped, logs));
  }
}
