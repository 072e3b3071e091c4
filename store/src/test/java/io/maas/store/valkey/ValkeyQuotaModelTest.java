package io.maas.store.valkey;

import static java.util.Objects.requireNonNull;

import io.maas.domain.metering.History;
import io.maas.testkit.metering.model.Gateways;
import io.maas.testkit.metering.model.QuotaModelContract;
import java.io.IOException;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

class ValkeyQuotaModelTest extends QuotaModelContract {

  private static @Nullable RedisServer server;
  private static @Nullable QuotaOnServers on;

  @BeforeContainer
  static void start() throws IOException {
    server = RedisServer.start();
    on = new QuotaOnServers("redis://127.0.0.1:" + server.port());
  }

  @AfterContainer
  static void stop() throws IOException {
    if (on != null) {
      on.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Override
  protected Gateways gateways(LongSupplier time, InstantSource dates, History history) {
    RedisServer started = requireNonNull(server);
    return new ToldGateways(
        requireNonNull(on), () -> started.say("FLUSHALL"), time, dates, history);
  }
}
