package io.maas.app.server;

import io.maas.control.ControlPorts;
import io.maas.control.ControlSettings;
import io.maas.control.http.ControlApi;
import io.maas.domain.catalog.Snapshots;
import io.maas.domain.metering.Quota;
import io.maas.domain.resource.Kind;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/// The control plane, put together.
record ControlRole(ControlApi api) {

  /// @param quota the counters of the gateway in this process; null where there is none
  static ControlRole open(
      Vertx vertx,
      String url,
      Stores stores,
      Snapshots snapshots,
      Clocks clocks,
      @Nullable Quota quota) {
    ControlPorts ports =
        new ControlPorts(
            stores.database().apiKeys(),
            stores.database().users(),
            stores.database().resources(),
            stores.database().ledger(),
            stores
                .database()
                .identities(
                    clocks.dates(), task -> Thread.ofVirtual().name("identity").start(task)),
            snapshots,
            clocks.dates(),
            clocks.secrets(),
            quota);
    return new ControlRole(
        ControlApi.create(vertx, ports, ControlSettings.of(Kind.TENANT_NAMESPACE, url)));
  }
}
