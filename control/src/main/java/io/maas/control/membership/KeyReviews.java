package io.maas.control.membership;

import io.maas.control.audit.AuditTrail;
import io.maas.control.key.KeyOperations;
import io.maas.domain.access.Memberships;
import io.maas.domain.access.Memberships.Change;
import io.maas.domain.access.Memberships.Due;
import io.maas.domain.audit.AuditEntry.Thing;
import io.maas.domain.catalog.Snapshots;
import io.maas.domain.notice.Notice;
import io.maas.domain.notice.Notices;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the keys of those whose groups have changed, as soon as that is announced, and does
/// what their tenant wants done. Every control does; each user is looked at by one of them.
public final class KeyReviews {

  private static final Logger LOG = LoggerFactory.getLogger(KeyReviews.class);
  private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(30);
  private static final Duration GATHERING = Duration.ofMillis(20);
  private static final int MOST_AT_ONCE = 1000;

  private final Memberships memberships;
  private final Snapshots snapshots;
  private final AuditTrail trail;
  private final InstantSource clock;
  private final AtomicBoolean scheduled = new AtomicBoolean();

  public KeyReviews(
      Memberships memberships, Snapshots snapshots, AuditTrail trail, InstantSource clock) {
    this.memberships = memberships;
    this.snapshots = snapshots;
    this.trail = trail;
    this.clock = clock;
  }

  /// Looks whenever somebody changes, and now and then in case nobody said so.
  public void schedule(ScheduledExecutorService jobs, Notices notices) {
    notices.subscribe(notice -> {
      switch (notice) {
        case Notice.UserChanged _, Notice.Resynchronised _ -> soon(jobs);
        case Notice.ResourcesChanged _,
            Notice.KeyRevoked _,
            Notice.KeyChanged _,
            Notice.EpochChanged _ -> {}
      }
    });
    ScheduledFuture<?> _ =
        jobs.scheduleWithFixedDelay(this::run, 0, AT_LEAST_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void soon(ScheduledExecutorService jobs) {
    if (scheduled.compareAndSet(false, true)) {
      try {
        ScheduledFuture<?> _ =
            jobs.schedule(
                () -> {
                  scheduled.set(false); // before looking: who changes meanwhile is looked at again
                  run();
                },
                GATHERING.toMillis(),
                TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException _) {
        // The process ends; the next one looks again.
      }
    }
  }

  /// Looks at all who are due. Blocks, and never fails: what cannot be done now is done later.
  public synchronized void run() {
    try {
      int looked = 0;
      while (looked < MOST_AT_ONCE && memberships.review(this::plan, clock.instant())) {
        looked++;
      }
    } catch (RuntimeException e) {
      LOG.atWarn().setMessage("keys not looked at").setCause(e).log();
    }
  }

  /// What is planned is written down before it is done.
  private List<Change> plan(Due due) {
    List<KeyPlan> plans = KeyPlan.of(due, snapshots.of(due.tenant()));
    plans.forEach(this::tell);
    return plans.stream().map(KeyPlan::change).toList();
  }

  private void tell(KeyPlan plan) {
    String lost = plan.lost();
    Map<String, Object> after = new LinkedHashMap<>();
    after.put("owner", plan.key().user());
    after.put("left", List.copyOf(plan.left()));
    after.put("joined", List.copyOf(plan.joined()));
    after.put("outcome", lost == null ? "regrouped" : "revoked");
    if (lost != null) {
      after.put("reason", lost);
    }
    boolean written =
        trail.own(
            plan.key().tenant(),
            "groups",
            (lost == null ? KeyOperations.CHANGE : KeyOperations.REVOKE).id(),
            new Thing("api-keys", plan.key().id()),
            after);
    if (!written) {
      throw new IllegalStateException(
          "audit log: not written (expected: to be, before a key is changed)");
    }
  }
}
