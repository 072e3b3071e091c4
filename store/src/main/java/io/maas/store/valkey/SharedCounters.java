package io.maas.store.valkey;

import io.maas.domain.metering.Epochs;
import io.maas.domain.metering.History;
import io.maas.domain.metering.Layout;
import io.maas.domain.metering.Quota;
import io.maas.store.valkey.Agreement.Agreed;
import io.maas.store.valkey.Agreement.Recovering;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The counters that this gateway shares with others, and the threads that keep them. Close it
/// after the last request and before the journal: it leaves the others nothing to wait for if all
/// is settled and in the ledger.
public final class SharedCounters implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SharedCounters.class);
  private static final long LOOK_MILLIS = 1000;
  private static final long RECOVERING_MILLIS = 100;
  private static final long LIVE_SECONDS = 5;
  private static final long STOP_SECONDS = 5;
  private static final long SETTLE_SECONDS = 2;

  private final Parties parties;
  private final ScheduledExecutorService jobs =
      Executors.newScheduledThreadPool(
          1, Thread.ofPlatform().daemon().name("valkey-", 0).factory());
  private final Connector connector;
  private final Links links;
  private final Counters counters;
  private final OpenReservations open = new OpenReservations();
  private final Settlements settlements;
  private final Agreement agreement;
  private final ValkeyQuota quota;
  private final Semaphore wake = new Semaphore(0);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean closed;
  private boolean failing;

  /// With whom it counts.
  ///
  /// @param gatewayId names the gateway: the same over restarts; empty for whoever only wants to
  ///   see where counters stand, and admits nothing
  /// @param owner names this process among those that ever were
  /// @param epochs what all agree on
  /// @param history what was used before an epoch
  /// @param flush puts into the ledger what the journal holds; false if that takes too long. Blocks
  /// @param clock the calendar's
  /// @param layouts where the resources of now have the counters
  /// @param aside runs what blocks
  public record Parties(
      String gatewayId,
      String owner,
      Epochs epochs,
      History history,
      BooleanSupplier flush,
      InstantSource clock,
      Supplier<Layout> layouts,
      Executor aside) {}

  /// How patient it is.
  ///
  /// @param within how long a request waits for a decision
  /// @param most how many decisions may wait at once on one server
  public record Bounds(Duration within, int most) {
    /// Those that fit most.
    public static final Bounds USUAL = new Bounds(Duration.ofMillis(500), 10_000);
  }

  SharedCounters(ValkeyAddress address, Parties parties, Bounds bounds, StoreTime time) {
    this.parties = parties;
    this.connector = new Connector(address, bounds.most());
    this.links = new Links(connector, jobs);
    this.counters =
        new Counters(
            links, new ScriptCall.Caller(parties.owner(), time, parties.clock()), bounds.within());
    this.settlements = new Settlements(counters, jobs);
    Placement placement = new Placement(parties.epochs(), parties.layouts());
    this.agreement =
        parties.gatewayId().isEmpty()
            ? new EpochWatch(parties.epochs(), placement, this::changed)
            : new EpochAgreement(
                parties.gatewayId(),
                parties.epochs(),
                links,
                counters,
                open,
                parties.flush(),
                parties.clock(),
                placement,
                this::changed);
    this.quota =
        new ValkeyQuota(
            counters,
            agreement,
            new Establishing(
                counters,
                new LedgerPast(
                    parties.epochs(), parties.history(), parties.clock(), parties.aside())),
            settlements,
            open,
            parties.clock());
  }

  /// Begins to connect and to agree, and goes on until it is closed. Until then every decision is
  /// that the counters cannot tell.
  public static SharedCounters open(ValkeyAddress address, Parties parties, Bounds bounds) {
    SharedCounters shared = new SharedCounters(address, parties, bounds, StoreTime.OF_SERVER);
    shared.start();
    return shared;
  }

  void start() {
    var _ = links.start().thenRun(this::changed);
    Thread.ofPlatform().daemon().name("valkey-epochs").start(this::agree);
    var _ = jobs.scheduleWithFixedDelay(this::live, LIVE_SECONDS, LIVE_SECONDS, TimeUnit.SECONDS);
  }

  /// The quota on them.
  public Quota quota() {
    return quota;
  }

  /// Something about epochs may have changed: look at once.
  public void changed() {
    wake.release();
  }

  /// Why nothing can be decided now; empty if all is well.
  public String trouble() {
    return switch (agreement.state()) {
      case Recovering(String why) -> "counters are recovering: " + why;
      case Agreed _ -> links.all().isEmpty() ? "the counters' servers cannot be reached" : "";
    };
  }

  /// The epoch that is counted in; 0 while there is none.
  public long epoch() {
    return agreement.state() instanceof Agreed agreed ? agreed.epoch() : 0;
  }

  /// Tokens that engines generated although a strict hold said they would not.
  public long tokensBeyondHolds() {
    return quota.tokensBeyondHolds();
  }

  /// Requests that were served although no counter could be asked.
  public long uncounted() {
    return quota.uncounted();
  }

  /// Settlements that the servers do not know yet.
  public int unsettled() {
    return settlements.waiting();
  }

  private void agree() {
    while (!closed) {
      try {
        agreement.turn();
        failing = false;
      } catch (RuntimeException e) {
        if (!failing) {
          LOG.atWarn()
              .setMessage("gateways cannot agree on the counters now; it is tried again")
              .addKeyValue("error", String.valueOf(Counters.cause(e).getMessage()))
              .log();
        }
        failing = true;
      }
      pause();
    }
    stopped.countDown();
  }

  private void pause() {
    try {
      long pause = agreement.state() instanceof Agreed ? LOOK_MILLIS : RECOVERING_MILLIS;
      if (wake.tryAcquire(pause, TimeUnit.MILLISECONDS)) {
        wake.drainPermits();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  private void live() {
    for (Bucket bucket : open.running()) {
      var _ = counters.live(bucket).exceptionally(_ -> new Answer.Word("LOST"));
    }
  }

  @Override
  public void close() {
    closed = true;
    changed();
    try {
      boolean agreed = stopped.await(STOP_SECONDS, TimeUnit.SECONDS);
      settlements.await(Duration.ofSeconds(SETTLE_SECONDS));
      if (agreed
          && !parties.gatewayId().isEmpty()
          && settlements.waiting() == 0
          && open.all().isEmpty()) {
        leave();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    settlements.close();
    links.close();
    jobs.shutdownNow();
    connector.close();
  }

  private void leave() {
    try {
      if (parties.flush().getAsBoolean()) {
        parties.epochs().leave(parties.gatewayId());
      }
    } catch (RuntimeException e) {
      LOG.atWarn()
          .setMessage("left without a word: others wait when counters are lost")
          .setCause(e)
          .log();
    }
  }
}
