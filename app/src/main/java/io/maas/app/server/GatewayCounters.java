package io.maas.app.server;

import io.maas.app.config.MaasConfig;
import io.maas.domain.catalog.Snapshots;
import io.maas.domain.metering.History;
import io.maas.domain.metering.Quota;
import io.maas.gateway.journal.Journal;
import io.maas.gateway.recovery.AfterFlush;
import io.maas.store.memory.MemoryQuota;
import io.maas.store.valkey.SharedCounters;
import io.maas.store.valkey.ValkeyAddress;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the gateway counts in: memory of its own, or what it shares with others.
///
/// @param trouble why nothing can be decided now; empty if all is well
record GatewayCounters(Quota quota, Supplier<String> trouble) {

  private static final Duration FLUSH = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final int LOOKS = 500;

  /// @param id the gateway's own
  /// @param ledger what was used before
  /// @param snapshots say where counters live
  static GatewayCounters open(
      MaasConfig config,
      String id,
      History ledger,
      Snapshots snapshots,
      Stores stores,
      Journal journal,
      Clocks clocks,
      MeterRegistry registry,
      Executor aside,
      Undo undo) {
    ValkeyAddress address = config.valkey();
    return address == null
        ? inMemory(ledger, journal, clocks, registry, aside)
        : shared(address, id, ledger, snapshots, stores, journal, clocks, registry, aside, undo);
  }

  /// What a control without a gateway sees of the counters that gateways share; null where they are
  /// in the memory of gateways.
  static @Nullable Quota seen(
      MaasConfig config,
      History ledger,
      Snapshots snapshots,
      Stores stores,
      Clocks clocks,
      Executor aside,
      Undo undo) {
    ValkeyAddress address = config.valkey();
    if (address == null) {
      return null;
    }
    SharedCounters.Parties watcher =
        new SharedCounters.Parties(
            "",
            "",
            stores.database().epochs(),
            ledger,
            () -> true,
            clocks.dates(),
            () -> snapshots.current().layout(),
            aside);
    SharedCounters counters =
        undo.closing(
            "counters", SharedCounters.open(address, watcher, SharedCounters.Bounds.USUAL));
    stores.notices().subscribe(_ -> counters.changed());
    return counters.quota();
  }

  private static GatewayCounters inMemory(
      History ledger, Journal journal, Clocks clocks, MeterRegistry registry, Executor aside) {
    History history = new AfterFlush(() -> journal.flush(FLUSH), ledger, aside);
    MemoryQuota quota = new MemoryQuota(clocks.ticker(), clocks.dates(), history);
    registry.gauge("maas_counters_open", quota, MemoryQuota::size);
    registry.gauge("maas_tokens_beyond_holds", quota, MemoryQuota::tokensBeyondHolds);
    registry.gauge("maas_requests_uncounted", quota, MemoryQuota::uncounted);
    return new GatewayCounters(quota, () -> "");
  }

  private static GatewayCounters shared(
      ValkeyAddress address,
      String id,
      History ledger,
      Snapshots snapshots,
      Stores stores,
      Journal journal,
      Clocks clocks,
      MeterRegistry registry,
      Executor aside,
      Undo undo) {
    SharedCounters.Parties parties =
        new SharedCounters.Parties(
            id,
            id + "@" + Long.toUnsignedString(clocks.secrets().nextLong(), Character.MAX_RADIX),
            stores.database().epochs(),
            ledger,
            () -> journal.flush(FLUSH),
            clocks.dates(),
            () -> snapshots.current().layout(),
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

  /// Returns when the counters can tell, so that nobody is refused because a gateway has just been
  /// started. After ten seconds it returns in any case: a gateway whose counters are away has to
  /// listen to say so.
  void awaitAgreement() {
    for (int look = 0; look < LOOKS && !trouble.get().isEmpty(); look++) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }
}
