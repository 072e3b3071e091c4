package io.maas.control.job;

import io.maas.domain.job.Attempt;
import io.maas.domain.job.Job;
import io.maas.domain.job.JobBook;
import io.maas.domain.job.LastRun;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs jobs when their time has come. Every control looks; the book lets one of them run each.
public final class JobRunner {

  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

  /// How often to look: a job runs that much late at most.
  static final Duration LOOK = Duration.ofSeconds(15);

  private final List<Job> jobs;
  private final JobBook book;
  private final String runner;
  private final InstantSource clock;
  private final Executor executor;
  private volatile Map<String, LastRun> seen = Map.of();

  /// @param runner who we are, for those who ask who ran a job
  /// @param executor runs what somebody asks for; the runs of others wait there
  public JobRunner(
      List<Job> jobs, JobBook book, String runner, InstantSource clock, Executor executor) {
    this.jobs = List.copyOf(jobs);
    this.book = book;
    this.runner = runner;
    this.clock = clock;
    this.executor = executor;
  }

  /// Looks now and again, until cancelled.
  public ScheduledFuture<?> schedule(ScheduledExecutorService timer) {
    return timer.scheduleWithFixedDelay(
        () -> executor.execute(this::look), 0, LOOK.toSeconds(), TimeUnit.SECONDS);
  }

  /// Runs what is due and nobody else runs, one after the other.
  public void look() {
    try {
      Map<String, LastRun> last = lastRuns();
      seen = last;
      Instant now = clock.instant();
      for (Job job : jobs) {
        LastRun before = last.get(job.name());
        if (before == null || !job.next(before).isAfter(now)) {
          tell(job, book.run(job, runner, clock, true));
        }
      }
    } catch (RuntimeException e) {
      // The next look does what this one could not.
      LOG.atWarn()
          .setMessage("jobs not looked at")
          .addKeyValue("error", String.valueOf(e.getMessage()))
          .log();
    }
  }

  /// How its last run ended, as far as was seen lately; asks nobody.
  public Optional<LastRun> seen(Job job) {
    return Optional.ofNullable(seen.get(job.name()));
  }

  /// All jobs, in their order.
  public List<Job> jobs() {
    return jobs;
  }

  /// What is known of those that ever ran, by name.
  Map<String, LastRun> lastRuns() {
    return book.lastRuns().stream().collect(Collectors.toMap(LastRun::job, Function.identity()));
  }

  /// Runs one soon, due or not; not if somebody else runs it by then.
  void runSoon(Job job) {
    executor.execute(() -> {
      try {
        tell(job, book.run(job, runner, clock, false));
      } catch (RuntimeException e) {
        LOG.atWarn().setMessage("job not run").addKeyValue("job", job.name()).setCause(e).log();
      }
    });
  }

  private static void tell(Job job, Attempt attempt) {
    switch (attempt) {
      case Attempt.Done(String outcome) ->
          LOG.atInfo()
              .setMessage("job done")
              .addKeyValue("job", job.name())
              .addKeyValue("outcome", outcome)
              .log();
      case Attempt.Failed(RuntimeException problem) ->
          LOG.atWarn()
              .setMessage("job failed; it is tried again")
              .addKeyValue("job", job.name())
              .setCause(problem)
              .log();
      case Attempt.Busy(), Attempt.NotDue() -> {}
    }
  }
}
