package io.maas.store.valkey;

import io.maas.domain.metering.History;
import io.maas.domain.metering.Quota;
import io.maas.testkit.metering.QuotaContract;
import java.io.IOException;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class ValkeyQuotaTest extends QuotaContract {

  private static RedisServer server;
  private static QuotaOnServers on;

  @BeforeAll
  static void start() throws IOException {
    server = RedisServer.start();
    on = new QuotaOnServers("redis://127.0.0.1:" + server.port());
  }

  @AfterAll
  static void stop() throws IOException {
    if (server != null) {
      on.close();
      server.close();
    }
  }

  @Override
  protected Quota quota(LongSupplier ticker, InstantSource clock, History history) {
    server.say("FLUSHALL");
    return on.quota(1, new TestTime(ticker, clock), clock, history);
  }
}
