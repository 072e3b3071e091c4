package io.maas.control.membership;

import io.maas.control.audit.AuditTrail;
import io.maas.control.key.KeyOperations;
import io.maas.domain.access.Memberships;
import io.maas.domain.access.Memberships.Change;
import io.maas.domain.access.Memberships.Due;
import io.maas.domain.audit.AuditEntry.Thing;
import io.maas.domain.catalog.Snapshots;
import io.maas.domain.notice.Lookout;
import io.maas.domain.notice.Notice;
import io.maas.domain.notice.Notices;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the keys of those whose groups have changed, as soon as that is announced, and does
/// what their tenant wants done. Every control does; each user is looked at by one of them.
public final class KeyReviews {

  private static final Logger LOG = LoggerFactory.getLogger(KeyReviews.class);
  private static final int MOST_AT_ONCE = 1000;

  private final Memberships memberships;
  private final Snapshots snapshots;
  private final AuditTrail trail;
  private final InstantSource clock;

  public KeyReviews(
      Memberships memberships, Snapshots snapshots, AuditTrail trail, InstantSource clock) {
    this.memberships = memberships;
    this.snapshots = snapshots;
    this.trail = trail;
    this.clock = clock;
  }

  /// Looks whenever somebody changes, and now and then in case nobody said so.
  public void schedule(ScheduledExecutorService jobs, Notices notices) {
    new Lookout(this::run, jobs)
        .start(
            notices,
            notice ->
                switch (notice) {
                  case Notice.UserChanged _, Notice.Resynchronised _ -> true;
                  case Notice.ResourcesChanged _,
                      Notice.KeyRevoked _,
                      Notice.KeyChanged _,
                      Notice.EpochChanged _ ->
                      false;
                });
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
