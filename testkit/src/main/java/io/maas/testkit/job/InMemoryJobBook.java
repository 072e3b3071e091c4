package io.maas.testkit.job;

import io.maas.domain.job.Attempt;
import io.maas.domain.job.Job;
import io.maas.domain.job.JobBook;
import io.maas.domain.job.LastRun;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// A book of jobs for one process.
public final class InMemoryJobBook implements JobBook {

  private final Map<String, LastRun> last = new ConcurrentSkipListMap<>();

  @Override
  public List<LastRun> lastRuns() {
    return List.copyOf(last.values());
  }

  @Override
  public Attempt run(Job job, String runner, InstantSource clock, boolean whenDue) {
    Instant now = clock.instant();
    LastRun before;
    synchronized (this) {
      before = last.get(job.name());
      if (before != null && before.underWay()) {
        return new Attempt.Busy();
      }
      if (whenDue && before != null && job.next(before).isAfter(now)) {
        return new Attempt.NotDue();
      }
      last.put(
          job.name(),
          new LastRun(
              job.name(), runner, now, null, true, null, null, runs(before), failures(before)));
    }
    try {
      String outcome = job.work().get().said();
      end(job, runner, now, clock.instant(), outcome, null, before);
      return new Attempt.Done(outcome);
    } catch (RuntimeException e) {
      end(job, runner, now, clock.instant(), null, String.valueOf(e.getMessage()), before);
      return new Attempt.Failed(e);
    }
  }

  private void end(
      Job job,
      String runner,
      Instant started,
      Instant finished,
      @Nullable String outcome,
      @Nullable String failure,
      @Nullable LastRun before) {
    last.put(
        job.name(),
        new LastRun(
            job.name(),
            runner,
            started,
            finished,
            false,
            outcome,
            failure,
            runs(before) + 1,
            failures(before) + (failure == null ? 0 : 1)));
  }

  private static long runs(@Nullable LastRun before) {
    return before == null ? 0 : before.runs();
  }

  private static long failures(@Nullable LastRun before) {
    return before == null ? 0 : before.failures();
  }
}
