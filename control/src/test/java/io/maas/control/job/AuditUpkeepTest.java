package io.maas.control.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.audit.AuditKeeping;
import io.maas.domain.job.LastRun;
import io.maas.testkit.job.InMemoryJobBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditUpkeepTest {

  private static final Instant NOW = Instant.parse("2026-03-31T15:04:05Z");
  private static final AuditKeeping.Prefix OLD = new AuditKeeping.Prefix("acme", 1, 40);

  private final List<String> done = new ArrayList<>();
  private boolean away;

  private final AuditKeeping keeping =
      new AuditKeeping() {
        @Override
        public int checkpoint(Instant now) {
          done.add("sign");
          return 2;
        }

        @Override
        public List<Prefix> olderThan(Instant moment) {
          done.add("older than " + moment);
          return List.of(OLD);
        }

        @Override
        public long drop(Prefix prefix, Instant now) {
          done.add("drop through " + prefix.last());
          return 40;
        }
      };

  private JobRunner runner(int days) {
    return new JobRunner(
        AuditUpkeep.of(
            keeping,
            days,
            prefix -> {
              done.add("write down of " + prefix.tenant());
              return !away;
            },
            () -> NOW),
        new InMemoryJobBook(),
        "one",
        () -> NOW,
        Runnable::run);
  }

  @Test
  void dropsWholeDaysOnceThatIsWrittenDown() {
    JobRunner runner = runner(30);
    runner.look();

    assertThat(done)
        .containsExactly(
            "sign", "older than 2026-03-01T00:00:00Z", "write down of acme", "drop through 40");
    assertThat(runner.lastRuns().get("audit-retention"))
        .extracting(LastRun::outcome)
        .isEqualTo("dropped 40 lines of 1 logs");
  }

  @Test
  void dropsNothingThatCannotBeWrittenDown() {
    away = true;
    JobRunner runner = runner(30);
    runner.look();

    assertThat(done).last().isEqualTo("write down of acme");
    assertThat(runner.lastRuns().get("audit-retention"))
        .extracting(LastRun::failure)
        .isEqualTo("the audit log of acme cannot be written (expected: it can)");
  }

  @Test
  void keepsForEverIfNothingElseIsSaid() {
    runner(0).look();

    assertThat(done).containsExactly("sign");
  }
}
