package io.maas.store.valkey;

import io.maas.domain.metering.History;
import io.maas.domain.metering.Quota;
import io.maas.testkit.metering.VerdictContract;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class ValkeyVerdictTest extends VerdictContract {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-10T12:00:00Z"));

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
  protected Quota quota() {
    server.say("FLUSHALL");
    return on.quota(1, new TestTime(ticker, CLOCK), CLOCK, History.NOTHING);
  }
}
