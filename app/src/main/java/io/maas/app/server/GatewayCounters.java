package io.maas.app.server;

import io.maas.app.config.MaasConfig;
import io.maas.app.data.GatewayId;
import io.maas.domain.metering.History;
import io.maas.domain.metering.Quota;
import io.maas.gateway.journal.Journal;
import io.maas.gateway.recovery.LedgerHistory;
import io.maas.store.memory.MemoryQuota;
import io.maas.store.valkey.SharedCounters;
import io.maas.store.valkey.ValkeyAddress;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// What the gateway counts in: memory of its own, or what it shares with others.
///
/// @param trouble why nothing can be decided now; empty if all is well
record GatewayCounters(Quota quota, Supplier<String> trouble) {

  private static final Duration FLUSH = Duration.ofSeconds(2);

  static GatewayCounters open(
      MaasConfig config,
      Stores stores,
      Journal journal,
      Clocks clocks,
      MeterRegistry registry,
      Executor aside,
      Undo undo)
      throws IOException {
    ValkeyAddress address = config.valkey();
    return address == null
        ? inMemory(clocks, registry)
        : shared(address, config, stores, journal, clocks, registry, aside, undo);
  }

  private static GatewayCounters inMemory(Clocks clocks, MeterRegistry registry) {
    MemoryQuota quota = new MemoryQuota(clocks.ticker(), clocks.dates(), History.NOTHING);
    registry.gauge("maas_counters_open", quota, MemoryQuota::size);
    registry.gauge("maas_tokens_beyond_holds", quota, MemoryQuota::tokensBeyondHolds);
    return new GatewayCounters(quota, () -> "");
  }

  private static GatewayCounters shared(
      ValkeyAddress address,
      MaasConfig config,
      Stores stores,
      Journal journal,
      Clocks clocks,
      MeterRegistry registry,
      Executor aside,
      Undo undo)
      throws IOException {
    String id = GatewayId.in(config.data(), clocks.secrets());
    SharedCounters.Parties parties =
        new SharedCounters.Parties(
            id,
            id + "@" + Long.toUnsignedString(clocks.secrets().nextLong(), Character.MAX_RADIX),
            stores.database().epochs(),
            new LedgerHistory(new LedgerCharges(stores.database().ledger()), clocks.dates(), aside),
            () -> journal.flush(FLUSH),
            clocks.dates(),
            aside);
    SharedCounters counters =
        undo.closing(
            "counters", SharedCounters.open(address, parties, SharedCounters.Bounds.USUAL));
    stores.notices().subscribe(_ -> counters.changed());
    registry.gauge("maas_counters_epoch", counters, SharedCounters::epoch);
    registry.gauge("maas_settlements_waiting", counters, SharedCounters::unsettled);
    registry.gauge("maas_requests_uncounted", counters, SharedCounters::uncounted);
    registry.gauge("maas_tokens_beyond_holds", counters, SharedCounters::tokensBeyondHolds);
    return new GatewayCounters(counters.quota(), counters::trouble);
  }
}
