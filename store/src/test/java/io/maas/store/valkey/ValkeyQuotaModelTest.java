package io.maas.store.valkey;

import static java.util.Objects.requireNonNull;

import io.maas.domain.metering.History;
import io.maas.testkit.metering.model.Gateways;
import io.maas.testkit.metering.model.QuotaModelContract;
import java.io.IOException;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;
import org.jspecify.annotations.Nullable;

@AddLifecycleHook(ValkeyQuotaModelTest.WhereRedisIs.class)
class ValkeyQuotaModelTest extends QuotaModelContract {

  /// jqwik knows no assumptions before a container.
  static final class WhereRedisIs implements SkipExecutionHook {
    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
      return RedisServer.isInstalled()
          ? SkipResult.doNotSkip()
          : SkipResult.skip(RedisServer.MISSING);
    }
  }

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
