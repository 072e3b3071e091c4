package io.maas.app.server;

import io.maas.app.config.MaasConfig;
import io.maas.control.ControlPorts;
import io.maas.control.ControlSettings;
import io.maas.control.http.ControlApi;
import io.maas.domain.catalog.Snapshots;
import io.maas.domain.ledger.Bookkeeping;
import io.maas.domain.metering.Quota;
import io.maas.domain.resource.Kind;
import io.maas.store.file.SealKey;
import io.vertx.core.Vertx;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The control plane, put together.
///
/// @param books what the ledger needs over the years
record ControlRole(ControlApi api, Bookkeeping books) {

  /// Control asks the ledger and appends nothing but what is imported.
  private static final String CHAIN = "imports";

  /// @param quota the counters of the gateway in this process; null where there is none
  static ControlRole open(
      Vertx vertx,
      MaasConfig config,
      String url,
      Stores stores,
      Snapshots snapshots,
      Clocks clocks,
      @Nullable Quota quota)
      throws IOException {
    Bookkeeping books = stores.database().bookkeeping(SealKey.in(config.data()));
    ControlPorts ports =
        new ControlPorts(
            stores.database().apiKeys(),
            stores.database().users(),
            stores.database().resources(),
            stores.database().ledger(CHAIN),
            books,
            stores
                .database()
                .identities(
                    clocks.dates(), task -> Thread.ofVirtual().name("identity").start(task)),
            snapshots,
            clocks.dates(),
            clocks.secrets(),
            quota);
    return new ControlRole(
        ControlApi.create(vertx, ports, ControlSettings.of(Kind.TENANT_NAMESPACE, url)), books);
  }
}
