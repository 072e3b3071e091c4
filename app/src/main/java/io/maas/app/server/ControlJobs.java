package io.maas.app.server;

import io.maas.app.config.MaasConfig;
import io.maas.control.audit.AuditTrail;
import io.maas.control.job.AuditUpkeep;
import io.maas.control.job.EndedSessions;
import io.maas.control.job.EphemeralKeyCleanup;
import io.maas.control.job.ExpiryWatch;
import io.maas.control.job.JobOperations;
import io.maas.control.job.JobRunner;
import io.maas.control.job.LedgerUpkeep;
import io.maas.control.login.SessionCookie;
import io.maas.domain.audit.AuditEntry.Thing;
import io.maas.domain.audit.AuditKeeping;
import io.maas.domain.job.Job;
import io.maas.domain.job.LastRun;
import io.maas.domain.ledger.Seal;
import io.maas.domain.resource.Kind;
import io.maas.store.postgres.PostgresDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// What control does without being asked, put together.
final class ControlJobs {

  private ControlJobs() {}

  static JobRunner of(
      MaasConfig config,
      PostgresDatabase database,
      Seal seal,
      AuditTrail trail,
      Clocks clocks,
      Executor aside) {
    InstantSource dates = clocks.dates();
    List<Job> jobs =
        new ArrayList<>(LedgerUpkeep.of(database.bookkeeping(seal), config.retention(), dates));
    jobs.addAll(
        AuditUpkeep.of(
            database.auditKeeping(seal),
            config.auditDays(),
            prefix -> written(trail, prefix),
            dates));
    jobs.add(EphemeralKeyCleanup.of(database.apiKeys(), dates));
    jobs.add(EndedSessions.of(database.sessions(), SessionCookie.IDLE, dates));
    jobs.add(expiry(config.expiryWebhook(), database, dates));
    List<Job> told = jobs.stream().map(job -> trail.telling(job, Kind.TENANT_NAMESPACE)).toList();
    return new JobRunner(told, database.jobs(), runner(), dates, aside);
  }

  private static boolean written(AuditTrail trail, AuditKeeping.Prefix prefix) {
    return trail.own(
        prefix.tenant(),
        "jobs",
        JobOperations.RUN.id(),
        new Thing("jobs", "audit-retention"),
        Map.of("dropped", Map.of("from", prefix.first(), "through", prefix.last())));
  }

  private static Job expiry(@Nullable URI webhook, PostgresDatabase database, InstantSource dates) {
    return ExpiryWatch.of(
        database.expiryNotices(), webhook == null ? _ -> {} : new ExpiryWebhook(webhook), dates);
  }

  /// Who ran a job is asked by people: the machine, or on a cluster the pod, and the process there.
  private static String runner() {
    long process = ProcessHandle.current().pid();
    try {
      return InetAddress.getLocalHost().getHostName() + "/" + process;
    } catch (UnknownHostException _) {
      return "process " + process;
    }
  }

  /// Shows whether each is done.
  static void measure(JobRunner runner, MeterRegistry registry) {
    for (Job job : runner.jobs()) {
      Tags tags = Tags.of("job", job.name());
      registry.gauge(
          "maas_job_failing",
          tags,
          runner,
          r -> r.seen(job).filter(last -> last.failure() != null).isPresent() ? 1 : 0);
      registry.gauge(
          "maas_job_last_start_seconds",
          tags,
          runner,
          r ->
              r.seen(job)
                  .map(LastRun::startedAt)
                  .map(at -> (double) at.getEpochSecond())
                  .orElse(0.0));
    }
  }
}
