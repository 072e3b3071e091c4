package io.maas.control.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.audit.Actor;
import io.maas.domain.audit.AuditEntry;
import io.maas.domain.audit.AuditEntry.Thing;
import io.maas.domain.job.Job;
import io.maas.domain.job.Job.Outcome;
import io.maas.testkit.audit.InMemoryAuditLog;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AuditedJobsTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final InMemoryAuditLog log = new InMemoryAuditLog();
  private final AuditTrail trail = new AuditTrail(log, () -> NOON, new Random(7));

  private Outcome run(Outcome outcome) {
    Job job = new Job("sweep", "Sweeps.", Duration.ofHours(1), () -> outcome);
    return trail.telling(job, "acme").work().get();
  }

  @Test
  void tellOfWhatTheyChangedAndOfNothingElse() {
    assertThat(run(Outcome.of(0, "deleted"))).isEqualTo(Outcome.nothing("0 deleted"));
    assertThat(log.entries()).isEmpty();

    assertThat(run(Outcome.of(3, "deleted"))).isEqualTo(Outcome.did("3 deleted"));

    AuditEntry line = log.entries().getFirst();
    assertThat(log.entries()).hasSize(1);
    assertThat(line.tenant()).isEqualTo("acme");
    assertThat(line.actor()).isEqualTo(Actor.system("jobs"));
    assertThat(line.action()).isEqualTo("runJob");
    assertThat(line.object()).isEqualTo(new Thing("jobs", "sweep"));
    assertThat(line.after()).isEqualTo("{\"outcome\":\"3 deleted\"}");
  }
}
