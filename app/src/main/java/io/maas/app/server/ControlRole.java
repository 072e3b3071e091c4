package io.maas.app.server;

import io.maas.app.config.MaasConfig;
import io.maas.control.ControlPorts;
import io.maas.control.ControlSettings;
import io.maas.control.LoginPorts;
import io.maas.control.audit.AuditTrail;
import io.maas.control.http.ControlApi;
import io.maas.control.job.JobRunner;
import io.maas.control.resource.ResourceOperations;
import io.maas.control.tenant.TenantUpkeep;
import io.maas.domain.audit.AuditEntry.Thing;
import io.maas.domain.audit.AuditLog;
import io.maas.domain.catalog.Snapshots;
import io.maas.domain.ledger.Bookkeeping;
import io.maas.domain.ledger.Seal;
import io.maas.domain.metering.Ledger;
import io.maas.domain.metering.Quota;
import io.maas.domain.resource.Kind;
import io.maas.gateway.recovery.LedgerHistory;
import io.maas.identity.oidc.IssuerSignIn;
import io.maas.identity.password.Argon2Hash;
import io.maas.store.file.SealKey;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The control plane, put together.
///
/// @param internal what the cluster's own parts ask, behind a listener of its own
/// @param jobs what it does without being asked
/// @param trail where it writes down what is done
/// @param own what parts of this process show to it
record ControlRole(
    ControlApi api,
    Handler<HttpServerRequest> internal,
    JobRunner jobs,
    AuditTrail trail,
    OwnTokens own) {

  private static final Logger LOG = LoggerFactory.getLogger(ControlRole.class);

  /// So that guessing takes a core at most, and no more memory than that of two hashes.
  private static final int HASHES_AT_ONCE = 2;

  /// Control asks the ledger and appends nothing but what is imported.
  private static final String CHAIN = "imports";

  /// @param gateway the counters of the gateway in this process; null where there is none
  static ControlRole open(
      Vertx vertx,
      MaasConfig config,
      String url,
      Stores stores,
      Believing believing,
      Snapshots snapshots,
      Clocks clocks,
      @Nullable GatewayCounters gateway,
      Executor aside,
      Undo undo)
      throws IOException {
    Seal seal = SealKey.in(config.data());
    Bookkeeping books = stores.database().bookkeeping(seal);
    Ledger ledger = stores.database().ledger(CHAIN);
    Quota quota =
        gateway != null
            ? gateway.quota()
            : GatewayCounters.seen(
                config,
                new GatewayCounters.Surroundings(
                    new LedgerHistory(ledger, clocks.dates(), aside),
                    snapshots,
                    stores,
                    clocks,
                    aside,
                    undo));
    AuditLog audit = stores.database().auditLog(seal);
    AuditTrail trail = new AuditTrail(audit, clocks.dates(), clocks.secrets());
    JobRunner jobs = ControlJobs.of(config, stores.database(), seal, trail, clocks, aside);
    OwnTokens own = OwnTokens.generate(clocks.secrets());
    ControlPorts ports =
        new ControlPorts(
            stores.database().apiKeys(),
            stores.database().users(),
            stores.database().resources(),
            ledger,
            books,
            stores.database().epochs(),
            believing.identities(),
            snapshots,
            clocks.dates(),
            clocks.secrets(),
            quota,
            audit,
            stores.secrets(),
            jobs,
            stores.database().expiryNotices(),
            new LoginPorts(
                stores.database().passwords(),
                new Argon2Hash(config.passwords(), clocks.secrets(), HASHES_AT_ONCE),
                stores.database().sessions(),
                new IssuerSignIn(believing.issuers())),
            stores.database().accessRequests());
    reseal(stores);
    ControlSettings settings =
        new ControlSettings(
            url,
            ControlSettings.DEFAULT_MAX_BODY_BYTES,
            config.platformAdminGroups(),
            config.clients(),
            own.parts());
    return new ControlRole(
        ControlApi.create(vertx, ports, settings),
        ControlApi.internal(vertx, ports, settings),
        jobs,
        trail,
        own);
  }

  /// Looks after tenants. What it takes from one that goes is in the log of the platform: the
  /// tenant's own nobody reads any more.
  TenantUpkeep upkeep(Stores stores, Clocks clocks) {
    return new TenantUpkeep(
        stores.database().resources(),
        stores.database().users(),
        stores.database().apiKeys(),
        stores.database().accessRequests(),
        stores.database().sessions(),
        clocks.dates(),
        (tenant, step) ->
            trail.own(
                Kind.TENANT_NAMESPACE,
                "tenants",
                ResourceOperations.DELETE.id(),
                new Thing(tenant.kind().plural(), tenant.namespace() + "/" + tenant.name()),
                step));
  }

  /// What a former master key sealed is sealed with the one of now.
  private static void reseal(Stores stores) {
    int resealed = stores.secrets().reseal();
    if (resealed > 0) {
      LOG.atInfo().setMessage("secrets sealed anew").addKeyValue("values", resealed).log();
    }
  }
}
