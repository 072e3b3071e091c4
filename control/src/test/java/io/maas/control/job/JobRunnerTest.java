package io.maas.control.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.job.Attempt;
import io.maas.domain.job.Job;
import io.maas.domain.job.Job.Outcome;
import io.maas.domain.job.JobBook;
import io.maas.domain.job.LastRun;
import io.maas.testkit.job.InMemoryJobBook;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class JobRunnerTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final InMemoryJobBook book = new InMemoryJobBook();
  private int swept;
  private final Job job =
      new Job("sweep", "Sweeps.", Duration.ofHours(1), () -> Outcome.of(++swept, "swept"));
  private final JobRunner runner =
      new JobRunner(List.of(job), book, "here", now::get, Runnable::run);

  @Test
  void runsWhatIsDueEachTimeItIs() {
    runner.look();
    runner.look();
    assertThat(swept).isOne();

    now.set(NOON.plus(Duration.ofHours(1)));
    runner.look();
    assertThat(swept).isEqualTo(2);
  }

  @Test
  void leavesWhatSomebodyElseHasJustRun() {
    JobBook seenEarlier =
        new JobBook() {
          @Override
          public List<LastRun> lastRuns() {
            return List.of();
          }

          @Override
          public Attempt run(Job job, String runner, InstantSource clock, boolean whenDue) {
            return book.run(job, runner, clock, whenDue);
          }
        };
    JobRunner late = new JobRunner(List.of(job), seenEarlier, "there", now::get, Runnable::run);
    runner.look();

    late.look();

    assertThat(swept).isOne();
  }

  @Test
  void runsAtOnceWhatSomebodyAsksFor() {
    runner.look();

    runner.runSoon(job);

    assertThat(swept).isEqualTo(2);
  }

  @Test
  void looksAgainWhereTheBookWasAway() {
    JobBook away =
        new JobBook() {
          @Override
          public List<LastRun> lastRuns() {
            throw new IllegalStateException("away");
          }

          @Override
          public Attempt run(Job job, String runner, InstantSource clock, boolean whenDue) {
            throw new IllegalStateException("away");
          }
        };
    JobRunner blind = new JobRunner(List.of(job), away, "here", now::get, Runnable::run);

    blind.look();
    blind.runSoon(job);

    assertThat(swept).isZero();
    assertThat(blind.seen(job)).isEmpty();
  }
}
