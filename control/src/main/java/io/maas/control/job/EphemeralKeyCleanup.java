package io.maas.control.job;

import io.maas.domain.access.ApiKeys;
import io.maas.domain.job.Job;
import io.maas.domain.job.Job.Outcome;
import java.time.Duration;
import java.time.InstantSource;

/// Deletes ephemeral keys some time after they expired. Other keys stay for ever: an auditor may
/// ask for them.
public final class EphemeralKeyCleanup {

  private static final Duration EVERY = Duration.ofMinutes(15);
  private static final Duration KEPT_AFTER_EXPIRY = Duration.ofMinutes(30);

  private EphemeralKeyCleanup() {}

  public static Job of(ApiKeys keys, InstantSource clock) {
    return new Job(
        "ephemeral-keys",
        "Deletes ephemeral keys half an hour after they expired.",
        EVERY,
        () ->
            Outcome.of(
                keys.deleteEphemeralExpiredBefore(clock.instant().minus(KEPT_AFTER_EXPIRY)),
                "deleted"));
  }
}
