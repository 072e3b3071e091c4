package io.maas.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.job.Attempt;
import io.maas.domain.job.Job;
import io.maas.domain.job.JobBook;
import io.maas.domain.job.LastRun;
import io.maas.store.postgres.embedded.EmbeddedPostgresExtension;
import io.maas.testkit.job.JobBookContract;
import io.maas.testkit.outage.Eventually;
import java.time.Duration;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedPostgresExtension.class)
class PostgresJobBookTest extends JobBookContract {

  private final PostgresDatabase database;
  private final Jdbi jdbi;

  PostgresJobBookTest(PostgresDatabase database, PostgresSettings settings) {
    this.database = database;
    this.jdbi = Jdbi.create(settings.jdbcUrl(), settings.user(), settings.password());
  }

  @Override
  protected JobBook book() {
    jdbi.useHandle(handle -> handle.execute("truncate jobs"));
    return database.jobs();
  }

  @Test
  void freesAJobWhoseRunnerDied() {
    JobBook book = book();
    Job job = new Job("sweep", "Sweeps.", Duration.ofHours(1), () -> Job.Outcome.did("swept"));
    try (Handle other = jdbi.open()) {
      other.execute("select pg_advisory_lock(x'6d616173'::int, hashtext('sweep'))");
      other.execute(
          "insert into jobs (name, runner, started_at) values ('sweep', 'other', now() - interval"
              + " '5 minutes')");
      assertThat(book.run(job, "one", InstantSource.system(), true)).isEqualTo(new Attempt.Busy());
      assertThat(book.lastRuns()).first().extracting(LastRun::underWay).isEqualTo(true);
    }

    // Its session ended with it. The next does the job, and need not wait for an hour.
    Eventually.holds(
        "the session has ended",
        Duration.ofSeconds(10),
        () -> !book.lastRuns().getFirst().underWay());
    assertThat(book.run(job, "one", InstantSource.system(), true))
        .isEqualTo(new Attempt.Done("swept"));
  }

  @Test
  void endsWellWhereItsSessionWasLostMeanwhile() {
    JobBook book = book();
    Job job =
        new Job(
            "sweep",
            "Sweeps.",
            Duration.ofHours(1),
            () -> {
              jdbi.useHandle(handle ->
                  handle.execute(
                      "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'"
                          + " and classid = x'6d616173'::int::oid"));
              return Job.Outcome.did("swept");
            });

    assertThat(book.run(job, "one", InstantSource.system(), true))
        .isEqualTo(new Attempt.Done("swept"));
    assertThat(book.lastRuns()).first().extracting(LastRun::outcome).isEqualTo("swept");
  }
}
