package io.maas.store.valkey;

import io.maas.domain.metering.History;
import java.io.IOException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A server for all tests of a class, with links to it.
final class OnRedis implements BeforeAllCallback, AfterAllCallback {

  private @Nullable RedisServer server;
  private @Nullable QuotaOnServers on;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    server = RedisServer.start();
    on = new QuotaOnServers("redis://127.0.0.1:" + server.port());
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (on != null) {
      on.close();
    }
    if (server != null) {
      server.close();
    }
  }

  /// The links, to a server that has forgotten everything.
  QuotaOnServers emptied() {
    if (server == null || on == null) {
      throw new IllegalStateException("the server was not started (expected: by the test's class)");
    }
    server.say("FLUSHALL");
    return on;
  }

  /// A quota without counters, in an epoch that begins now.
  ValkeyQuota quota(TestTime time, InstantSource clock, History history) {
    return emptied().quota(1, time, clock, history);
  }
}
