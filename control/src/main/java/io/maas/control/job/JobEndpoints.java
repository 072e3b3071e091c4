package io.maas.control.job;

import io.maas.control.call.Call;
import io.maas.control.call.GoDuration;
import io.maas.control.call.Paging;
import io.maas.control.call.Reply;
import io.maas.domain.job.Job;
import io.maas.domain.job.LastRun;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/v1/jobs`: what is done without being asked, when it was last, and doing it now. Administrators
/// only.
public final class JobEndpoints {

  private final JobRunner runner;

  public JobEndpoints(JobRunner runner) {
    this.runner = runner;
  }

  /// `GET /v1/jobs`.
  public Reply list(Call call) {
    Map<String, LastRun> last = runner.lastRuns();
    return Paging.answer(
        call,
        paging ->
            paging.pageOf(
                runner.jobs().stream().map(job -> JobView.of(job, last.get(job.name()))).toList()));
  }

  /// `GET /v1/jobs/{job}`.
  public Reply read(Call call) {
    String name = call.part("job");
    return named(name)
        .<Reply>map(job -> Reply.ok(JobView.of(job, runner.lastRuns().get(name))))
        .orElseGet(() -> missing(name));
  }

  /// `POST /v1/jobs/{job}/run`: 202, and it runs soon; when it has, `runs` is one more. 409 while
  /// somebody runs it.
  public Reply run(Call call) {
    String name = call.part("job");
    Optional<Job> found = named(name);
    if (found.isEmpty()) {
      return missing(name);
    }
    Job job = found.get();
    LastRun last = runner.lastRuns().get(name);
    if (last != null && last.underWay()) {
      return Reply.conflict(
          "job %s runs on %s since %s (expected: one that rests)"
              .formatted(name, last.runner(), last.startedAt()));
    }
    runner.runSoon(job);
    return Reply.accepted(JobView.of(job, last));
  }

  private Optional<Job> named(String name) {
    return runner.jobs().stream().filter(job -> job.name().equals(name)).findFirst();
  }

  private static Reply.Refused missing(String name) {
    return Reply.notFound("job " + name + " not found");
  }

  /// A job as administrators see it.
  ///
  /// @param state `waiting`, `running`, `failed`, or `interrupted` if its runner died
  record JobView(
      String name,
      String purpose,
      String every,
      String state,
      @Nullable String runner,
      @Nullable String startedAt,
      @Nullable String finishedAt,
      @Nullable String outcome,
      @Nullable String error,
      long runs,
      long failures,
      @Nullable String nextRunAt) {

    static JobView of(Job job, @Nullable LastRun last) {
      String every = GoDuration.write(job.every());
      if (last == null) {
        return new JobView(
            job.name(), job.purpose(), every, "waiting", null, null, null, null, null, 0, 0, null);
      }
      Instant finished = last.finishedAt();
      return new JobView(
          job.name(),
          job.purpose(),
          every,
          state(last),
          last.runner(),
          last.startedAt().toString(),
          finished == null ? null : finished.toString(),
          last.outcome(),
          last.failure(),
          last.runs(),
          last.failures(),
          last.underWay() ? null : job.next(last).toString());
    }

    private static String state(LastRun last) {
      if (last.underWay()) {
        return "running";
      }
      if (last.finishedAt() == null) {
        return "interrupted";
      }
      return last.failure() == null ? "waiting" : "failed";
    }
  }
}
