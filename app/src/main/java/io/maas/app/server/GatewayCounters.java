package io.maas.app.server;

import io.maas.app.config.MaasConfig;
import io.maas.domain.catalog.Snapshot;
import io.maas.domain.catalog.Snapshots;
import io.maas.domain.catalog.Subscription;
import io.maas.domain.metering.History;
import io.maas.domain.metering.Quota;
import io.maas.gateway.journal.Journal;
import io.maas.gateway.recovery.AfterFlush;
import io.maas.http.Need;
import io.maas.store.memory.MemoryQuota;
import io.maas.store.valkey.SharedCounters;
import io.maas.store.valkey.ValkeyAddress;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// What the gateway counts in: memory of its own, or what it shares with others.
///
/// @param trouble why nothing can be decided now; empty if all is well
record GatewayCounters(Quota quota, Supplier<String> trouble) {

  private static final String NOBODY = "";
  private static final Duration FLUSH = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final int LOOKS = 500;

  /// What counters are surrounded by.
  ///
  /// @param ledger what was used before
  /// @param snapshots say where counters live
  /// @param aside runs what blocks
  record Surroundings(
      History ledger,
      Snapshots snapshots,
      Stores stores,
      Clocks clocks,
      Executor aside,
      Undo undo) {

    /// @param gatewayId empty for whoever only looks
    /// @param flush puts into the ledger what the journal holds
    private SharedCounters share(ValkeyAddress address, String gatewayId, BooleanSupplier flush) {
      String process = Long.toUnsignedString(clocks.secrets().nextLong(), Character.MAX_RADIX);
      SharedCounters.Parties parties =
          new SharedCounters.Parties(
              gatewayId,
              gatewayId + "@" + process,
              stores.database().epochs(),
              ledger,
              flush,
              clocks.dates(),
              snapshots::layout,
              clocks.ticker(),
              () -> new UUID(clocks.chance().nextLong(), clocks.chance().nextLong()),
              aside);
      SharedCounters counters =
          undo.closing(
              "counters", SharedCounters.open(address, parties, SharedCounters.Bounds.USUAL));
      stores.notices().subscribe(_ -> counters.changed());
      return counters;
    }
  }

  /// Those of a gateway.
  ///
  /// @param id the gateway's own
  static GatewayCounters open(
      MaasConfig config,
      String id,
      Journal journal,
      MeterRegistry registry,
      Surroundings surroundings) {
    ValkeyAddress address = config.valkey();
    BooleanSupplier flush = () -> journal.flush(FLUSH);
    return address == null
        ? inMemory(flush, registry, surroundings)
        : shared(surroundings.share(address, id, flush), registry);
  }

  /// What a control without a gateway sees of the counters that gateways share; null where they are
  /// in the memory of gateways.
  static @Nullable Quota seen(MaasConfig config, Surroundings surroundings) {
    ValkeyAddress address = config.valkey();
    return address == null ? null : surroundings.share(address, NOBODY, () -> true).quota();
  }

  private static GatewayCounters inMemory(
      BooleanSupplier flush, MeterRegistry registry, Surroundings surroundings) {
    History history = new AfterFlush(flush, surroundings.ledger(), surroundings.aside());
    Clocks clocks = surroundings.clocks();
    MemoryQuota quota = new MemoryQuota(clocks.ticker(), clocks.dates(), history);
    registry.gauge("maas_counters_open", quota, MemoryQuota::size);
    registry.gauge("maas_tokens_beyond_holds", quota, MemoryQuota::tokensBeyondHolds);
    registry.gauge("maas_requests_uncounted", quota, MemoryQuota::uncounted);
    return new GatewayCounters(quota, () -> "");
  }

  private static GatewayCounters shared(SharedCounters counters, MeterRegistry registry) {
    registry.gauge("maas_counters_epoch", counters, SharedCounters::epoch);
    registry.gauge("maas_settlements_waiting", counters, SharedCounters::unsettled);
    registry.gauge("maas_requests_uncounted", counters, SharedCounters::uncounted);
    registry.gauge("maas_tokens_beyond_holds", counters, SharedCounters::tokensBeyondHolds);
    registry.gauge("maas_leases_open", counters, SharedCounters::leases);
    decisions(registry, "lease", counters, SharedCounters::decidedHere);
    decisions(registry, "store", counters, SharedCounters::decidedThere);
    return new GatewayCounters(counters.quota(), counters::trouble);
  }

  /// The counters are needed by all but those who prefer to be served uncounted.
  Need need(Snapshots snapshots) {
    String why = trouble.get();
    return why.isEmpty() ? Need.MET : new Need(why, failingOpen(snapshots));
  }

  private static List<String> failingOpen(Snapshots snapshots) {
    return snapshots
        .all()
        .flatMap(Snapshot::subscriptions)
        .filter(subscription -> subscription.failsOpen() && subscription.phase().serves())
        .map(Subscription::id)
        .toList();
  }

  private static void decisions(
      MeterRegistry registry,
      String by,
      SharedCounters counters,
      ToDoubleFunction<SharedCounters> count) {
    FunctionCounter.builder("maas_quota_decisions", counters, count)
        .tag("by", by)
        .register(registry);
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
