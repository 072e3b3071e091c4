package io.maas.app.server;

import io.maas.control.ControlPorts;
import io.maas.control.ControlSettings;
import io.maas.control.http.ControlApi;
import io.maas.domain.catalog.Snapshots;
import io.maas.domain.resource.Kind;
import io.vertx.core.Vertx;

/// The control plane, put together.
record ControlRole(ControlApi api) {

  /// Control asks the ledger and appends nothing but what is imported.
  private static final String CHAIN = "imports";

  static ControlRole open(
      Vertx vertx, String url, Stores stores, Snapshots snapshots, Clocks clocks) {
    ControlPorts ports =
        new ControlPorts(
            stores.database().apiKeys(),
            stores.database().users(),
            stores.database().resources(),
            stores.database().ledger(CHAIN),
            stores
                .database()
                .identities(
                    clocks.dates(), task -> Thread.ofVirtual().name("identity").start(task)),
            snapshots,
            clocks.dates(),
            clocks.secrets());
    return new ControlRole(
        ControlApi.create(vertx, ports, ControlSettings.of(Kind.TENANT_NAMESPACE, url)));
  }
}
