package io.maas.store.postgres;

import io.maas.domain.job.Attempt;
import io.maas.domain.job.Job;
import io.maas.domain.job.JobBook;
import io.maas.domain.job.LastRun;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs as rows, and an advisory lock for whoever runs one. The lock is the session's: a runner
/// that dies, or loses the server, frees it, and what it left half done the next run does again.
final class PostgresJobBook implements JobBook {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresJobBook.class);

  /// Parts our locks from those of others in the database.
  private static final int LOCKS = 0x6d616173;

  private static final String LAST_RUNS =
      """
      select j.*, exists (
          select from pg_locks l
          where l.locktype = 'advisory' and l.granted and l.classid = :locks::oid
            and l.objid = hashtext(j.name)::oid
            and l.database = (select oid from pg_database where datname = current_database())
        ) as under_way
      from jobs j
      """;

  private final Jdbi jdbi;

  PostgresJobBook(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public List<LastRun> lastRuns() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(LAST_RUNS + " order by j.name")
            .bind("locks", LOCKS)
            .map((row, _) -> lastRun(row))
            .list());
  }

  private static LastRun lastRun(ResultSet row) throws SQLException {
    return new LastRun(
        row.getString("name"),
        row.getString("runner"),
        Columns.instant(row, "started_at"),
        Columns.instantOrNull(row, "finished_at"),
        row.getBoolean("under_way"),
        row.getString("outcome"),
        row.getString("failure"),
        row.getLong("runs"),
        row.getLong("failures"));
  }

  @Override
  public Attempt run(Job job, String runner, InstantSource clock, boolean whenDue) {
    try (Handle holder = jdbi.open()) {
      if (!asked(holder, "select pg_try_advisory_lock(:locks, hashtext(:job))", job)) {
        return new Attempt.Busy();
      }
      try {
        Instant now = clock.instant();
        if (whenDue && last(job).filter(last -> job.next(last).isAfter(now)).isPresent()) {
          return new Attempt.NotDue();
        }
        begin(job, runner, now);
        return work(job, clock);
      } finally {
        free(holder, job);
      }
    }
  }

  private static boolean asked(Handle holder, String sql, Job job) {
    return holder
        .createQuery(sql)
        .bind("locks", LOCKS)
        .bind("job", job.name())
        .mapTo(Boolean.class)
        .one();
  }

  private Optional<LastRun> last(Job job) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(LAST_RUNS + " where j.name = :job")
            .bind("locks", LOCKS)
            .bind("job", job.name())
            .map((row, _) -> lastRun(row))
            .findOne());
  }

  private void begin(Job job, String runner, Instant now) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                insert into jobs (name, runner, started_at) values (:job, :runner, :now)
                on conflict (name) do update set runner = excluded.runner,
                  started_at = excluded.started_at, finished_at = null, outcome = null,
                  failure = null
                """)
            .bind("job", job.name())
            .bind("runner", runner)
            .bind("now", Columns.time(now))
            .execute());
  }

  private Attempt work(Job job, InstantSource clock) {
    try {
      String outcome = job.work().get().said();
      end(job, clock.instant(), outcome, null);
      return new Attempt.Done(outcome);
    } catch (RuntimeException e) {
      end(job, clock.instant(), null, StoredText.of(String.valueOf(e.getMessage())));
      return new Attempt.Failed(e);
    }
  }

  private void end(Job job, Instant now, @Nullable String outcome, @Nullable String failure) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                update jobs set finished_at = :now, outcome = :outcome, failure = :failure,
                  runs = runs + 1, failures = failures + case when :failure::text is null then 0 else 1 end
                where name = :job
                """)
            .bind("job", job.name())
            .bind("now", Columns.time(now))
            .bind("outcome", outcome)
            .bind("failure", failure)
            .execute());
  }

  /// A session that is lost has freed it already.
  private static void free(Handle holder, Job job) {
    try {
      asked(holder, "select pg_advisory_unlock(:locks, hashtext(:job))", job);
    } catch (RuntimeException e) {
      LOG.atWarn()
          .setMessage("the server was lost while a job ran; another may have run it meanwhile")
          .addKeyValue("job", job.name())
          .addKeyValue("error", String.valueOf(e.getMessage()))
          .log();
    }
  }
}
