package io.maas.control.tenant;

import io.maas.domain.access.AccessRequests;
import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.Memberships;
import io.maas.domain.access.Sessions;
import io.maas.domain.access.Users;
import io.maas.domain.catalog.Tenant;
import io.maas.domain.notice.Lookout;
import io.maas.domain.notice.Notice;
import io.maas.domain.notice.Notices;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.ResourceKey;
import io.maas.domain.resource.Resources;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what belongs to each tenant: the default tenant itself, a `MaasTenantConfig` for every
/// tenant that has none, and nothing of one that is being deleted. Every control does this; none
/// minds that another was faster.
public final class TenantUpkeep {

  /// What holds a tenant until its keys are revoked and it is cleaned up. The reference's.
  public static final String FINALIZER = "maas.opendatahub.io/aitenant-cleanup";

  private static final Logger LOG = LoggerFactory.getLogger(TenantUpkeep.class);
  private static final String CONFIG = "default-tenant";

  private final Resources resources;
  private final Demolition demolition;
  private final LegacyTenants legacy;

  /// @param trail where it is written down what of a tenant is removed
  public TenantUpkeep(
      Resources resources,
      Users users,
      ApiKeys keys,
      Memberships memberships,
      AccessRequests requests,
      Sessions sessions,
      InstantSource clock,
      RemovalTrail trail) {
    this.resources = resources;
    this.legacy = new LegacyTenants(resources);
    this.demolition =
        new Demolition(resources, users, keys, memberships, requests, sessions, clock, trail);
  }

  /// Makes sure that the default tenant is declared like any other. Blocks.
  public void bootstrap() {
    ResourceKey key = new ResourceKey(Kind.AI_TENANT, Kind.TENANTS_NAMESPACE, Tenant.DEFAULT);
    if (resources.find(key).isEmpty()) {
      resources.put(
          Resource.draft(key, Map.of(), Map.of(), List.of(FINALIZER), Map.of("spec", Map.of())));
    }
    enable(Tenant.DEFAULT);
  }

  /// Looks after all tenants whenever something changes, and now and then in case nobody said so.
  public void schedule(ScheduledExecutorService jobs, Notices notices) {
    new Lookout(this::run, jobs)
        .start(
            notices,
            notice ->
                switch (notice) {
                  case Notice.ResourcesChanged _, Notice.Resynchronised _ -> true;
                  case Notice.KeyRevoked _,
                      Notice.KeyChanged _,
                      Notice.UserChanged _,
                      Notice.EpochChanged _ ->
                      false;
                });
  }

  /// Looks after all tenants once. Blocks, and never fails: what cannot be done now is done later.
  public synchronized void run() {
    try {
      legacy.migrate();
      resources.list(new Resources.Selection(Kind.AI_TENANT, null)).forEach(this::lookAfter);
    } catch (RuntimeException e) {
      LOG.atWarn().setMessage("tenants not looked after").setCause(e).log();
    }
  }

  private void lookAfter(Resource tenant) {
    try {
      if (tenant.deletedAt() == null) {
        enable(tenant.key().name());
      } else if (tenant.finalizers().contains(FINALIZER)) {
        demolition.of(tenant);
        LOG.atInfo().setMessage("tenant removed").addKeyValue("tenant", tenant.key().name()).log();
      }
    } catch (RuntimeException e) {
      LOG.atWarn()
          .setMessage("tenant not looked after")
          .addKeyValue("tenant", tenant.key().name())
          .setCause(e)
          .log();
      blocked(tenant, e);
    }
  }

  private void blocked(Resource tenant, RuntimeException why) {
    if (tenant.deletedAt() != null) {
      resources
          .find(tenant.key())
          .ifPresent(now -> demolition.blocked(now, why.getClass().getSimpleName()));
    }
  }

  /// A tenant's namespace takes policies and subscriptions from then on.
  private void enable(String tenant) {
    String namespace = Tenant.namespaceOf(tenant);
    ResourceKey key = new ResourceKey(Kind.TENANT_CONFIG, namespace, CONFIG);
    Optional<Resource> there = resources.find(key);
    if (there.isEmpty()) {
      resources.put(
          Resource.draft(
              key,
              Map.of(
                  "maas.opendatahub.io/managed-by-aitenant", "true",
                  "ai-gateway.opendatahub.io/tenant", tenant,
                  "maas.opendatahub.io/tenant-name", tenant,
                  "maas.opendatahub.io/tenant-namespace", namespace),
              Map.of(
                  "maas.opendatahub.io/aitenant-name",
                  tenant,
                  "maas.opendatahub.io/aitenant-namespace",
                  Kind.TENANTS_NAMESPACE),
              List.of(),
              Map.of("spec", Map.of())));
    }
  }
}
