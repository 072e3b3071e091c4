package io.maas.app.server;

import io.maas.app.config.MaasConfig;
import io.maas.domain.cache.ResponseStore;
import io.maas.gateway.cache.Recall.Result;
import io.maas.gateway.cache.ResponseCache;
import io.maas.store.memory.MemoryResponses;
import io.maas.store.valkey.SharedResponses;
import io.maas.store.valkey.ValkeyAddress;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumSet;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Where a gateway keeps answers that it may give again: in its memory, or where it shares counters
/// with others.
final class KeptResponses {

  private static final String BYTES = "maas_response_cache_bytes";
  private static final String EVICTIONS = "maas_response_cache_evictions";
  private static final String TROUBLES = "maas_response_cache_troubles";

  private KeptResponses() {}

  static ResponseCache open(MaasConfig config, Clocks clocks, MeterRegistry registry, Undo undo) {
    ResponseCache cache = new ResponseCache(store(config, clocks, registry, undo), clocks.dates());
    for (Result result : EnumSet.of(Result.HIT, Result.MISS, Result.BYPASS)) {
      FunctionCounter.builder("maas_response_cache_requests", cache, c -> c.count(result))
          .tag("result", result.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    registry.gauge("maas_response_cache_recording_bytes", cache, ResponseCache::recorded);
    return cache;
  }

  private static ResponseStore store(
      MaasConfig config, Clocks clocks, MeterRegistry registry, Undo undo) {
    if (config.responseCache() == 0) {
      return ResponseStore.NOTHING;
    }
    ValkeyAddress address = config.valkey();
    if (address == null) {
      MemoryResponses own = new MemoryResponses(config.responseCache(), clocks.ticker());
      registry.gauge(BYTES, own, MemoryResponses::bytes);
      count(registry, EVICTIONS, own, MemoryResponses::evicted);
      return own;
    }
    SharedResponses shared =
        undo.closing(
            "kept answers",
            SharedResponses.open(
                address, SharedResponses.Bounds.of(config.responseCache()), clocks.ticker()));
    registry.gauge(BYTES, shared, SharedResponses::bytes);
    count(registry, EVICTIONS, shared, SharedResponses::evicted);
    count(registry, TROUBLES, shared, SharedResponses::troubles);
    return shared;
  }

  private static <T> void count(
      MeterRegistry registry, String name, T of, ToDoubleFunction<T> count) {
    FunctionCounter.builder(name, of, count).register(registry);
  }
}
