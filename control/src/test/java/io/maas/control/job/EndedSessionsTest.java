package io.maas.control.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.Sessions.Session;
import io.maas.domain.job.Job.Outcome;
import io.maas.testkit.access.InMemorySessions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class EndedSessionsTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration IDLE = Duration.ofMinutes(30);

  @Test
  void deletesThoseThatNobodyUsesAnyMore() {
    var sessions = new InMemorySessions();
    sessions.begin(
        new Session(
            CredentialHash.of("a"),
            "acme",
            "ada",
            List.of(),
            Set.of(),
            null,
            null,
            NOON,
            NOON.plus(Duration.ofHours(8))));
    var now = new AtomicReference<>(NOON.plus(IDLE).minusSeconds(1));
    var work = EndedSessions.of(sessions, IDLE, now::get).work();

    assertThat(work.get()).isEqualTo(Outcome.nothing("0 deleted"));
    now.set(NOON.plus(IDLE));
    assertThat(work.get()).isEqualTo(Outcome.did("1 deleted"));
  }
}
