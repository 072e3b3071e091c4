package io.maas.control.job;

import io.maas.domain.access.SignInAttempts;
import io.maas.domain.job.Job;
import io.maas.domain.job.Job.Outcome;
import java.time.Duration;
import java.time.InstantSource;

/// Forgets attempts to sign in that hold nobody off any more, and keeps what is left of them within
/// bounds.
public final class VainAttempts {

  /// The most that are kept, accounts and addresses: those of long ago are forgotten first.
  private static final int MOST = 100_000;

  private static final Duration EVERY = Duration.ofMinutes(15);

  private VainAttempts() {}

  public static Job of(SignInAttempts attempts, InstantSource clock) {
    return new Job(
        "vain-attempts",
        "Forgets attempts to sign in that hold nobody off any more.",
        EVERY,
        () -> Outcome.of(attempts.forget(clock.instant(), MOST), "forgotten"));
  }
}
