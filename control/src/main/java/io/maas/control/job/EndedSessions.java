package io.maas.control.job;

import io.maas.domain.access.Sessions;
import io.maas.domain.job.Job;
import io.maas.domain.job.Job.Outcome;
import java.time.Duration;
import java.time.InstantSource;

/// Deletes sessions of browsers that have ended by themselves. They are good for nothing: this is
/// about room, and about keeping of nobody what is not needed.
public final class EndedSessions {

  private static final Duration EVERY = Duration.ofHours(1);

  private EndedSessions() {}

  /// @param idle unused for so long, one has ended
  public static Job of(Sessions sessions, Duration idle, InstantSource clock) {
    return new Job(
        "ended-sessions",
        "Deletes sessions of browsers that have ended.",
        EVERY,
        () -> Outcome.of(sessions.deleteEnded(clock.instant(), idle), "deleted"));
  }
}
