package io.maas.store.valkey;

import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Epochs;
import io.maas.domain.metering.Epochs.Epoch;
import io.maas.domain.metering.Epochs.PostedHold;
import io.maas.domain.metering.Epochs.Silent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// This gateway's part in agreeing on epochs: it looks at what the others say, in turns, on a
/// thread that may block.
///
/// The order inside a turn is what makes recovery exact. First it stops counting in the old epoch;
/// then it writes down what it still holds; then it puts into the ledger all that ended before. So
/// every request is in the ledger, or among the holds, or in both, and who reads both leaves out of
/// the holds what is in the ledger.
final class EpochAgreement implements Agreement {

  private static final Logger LOG = LoggerFactory.getLogger(EpochAgreement.class);
  private static final Duration OPEN_WITHIN = Duration.ofSeconds(5);
  private static final long BEGIN_SECONDS = 5;

  private final String gatewayId;
  private final Epochs epochs;
  private final Links links;
  private final Counters counters;
  private final OpenReservations open;
  private final BooleanSupplier flush;
  private final InstantSource clock;
  private final Placement placement;
  private final Runnable wake;
  private final CurrentState current = new CurrentState();
  private final AtomicReference<@Nullable Loss> loss = new AtomicReference<>();
  private long acknowledged;
  private long mine;
  private long spoilt;
  private Instant seenAt = Instant.MIN;

  /// What somebody who asked the counters found.
  private record Loss(long epoch, String cause) {}

  /// @param wake asks for a turn soon
  /// @param flush puts into the ledger what the journal holds; false if that takes too long
  EpochAgreement(
      String gatewayId,
      Epochs epochs,
      Links links,
      Counters counters,
      OpenReservations open,
      BooleanSupplier flush,
      InstantSource clock,
      Placement placement,
      Runnable wake) {
    this.gatewayId = gatewayId;
    this.epochs = epochs;
    this.links = links;
    this.counters = counters;
    this.open = open;
    this.flush = flush;
    this.clock = clock;
    this.placement = placement;
    this.wake = wake;
  }

  @Override
  public State state() {
    return current.get();
  }

  @Override
  public CompletionStage<Void> next() {
    CompletionStage<Void> next = current.next();
    wake.run();
    return next;
  }

  @Override
  public void lost(long epoch, String cause) {
    if (state() instanceof Agreed agreed && agreed.epoch() == epoch) {
      loss.set(new Loss(epoch, cause));
      current.become(new Recovering(cause));
      wake.run();
    }
  }

  /// A gateway that reaches no server still acknowledges: the others wait for it.
  @Override
  public void turn() {
    beat();
    Set<String> servers = servers();
    Epoch newest = servers.isEmpty() ? epochs.latest().orElse(null) : newest(servers);
    if (newest == null) {
      return; // the first epoch needs servers
    }
    if (acknowledged == newest.number() && placement.isStill(state(), newest)) {
      return;
    }
    if (acknowledged < newest.number()) {
      current.become(new Recovering("epoch " + newest.number() + " begins: " + newest.cause()));
      LOG.atWarn()
          .setMessage("counters are rebuilt")
          .addKeyValue("epoch", newest.number())
          .addKeyValue("cause", newest.cause())
          .log();
      if (!acknowledge(newest.number())) {
        current.become(new Recovering("the journal is not in the ledger yet"));
        return;
      }
    }
    settleOn(newest);
  }

  private void beat() {
    Instant now = clock.instant();
    if (seenAt.isBefore(now.minus(Epochs.HEARTBEAT)) || seenAt.isAfter(now)) {
      if (epochs.join(gatewayId)) {
        acknowledged = 0;
      }
      seenAt = now;
    }
  }

  private Set<String> servers() {
    return links.all().stream().map(ServerLink::runId).collect(Collectors.toUnmodifiableSet());
  }

  /// The newest epoch, begun here if what is known asks for it, and told to the servers if it is
  /// this gateway that has to.
  private Epoch newest(Set<String> servers) {
    Epoch newest = epochs.latest().orElseGet(() -> begin(0, "there was none"));
    Loss found = loss.get();
    if (found != null && newest.number() == found.epoch()) {
      newest = begin(newest.number(), found.cause());
    }
    loss.compareAndSet(found, null);
    if (newest.isOpen() && !newest.servers().containsAll(servers)) {
      newest = begin(newest.number(), "a server is another than before");
    }
    if (!newest.isOpen() && (newest.number() == spoilt || isLate(newest))) {
      newest = begin(newest.number(), "not all servers were told of the one before");
    }
    return !newest.isOpen() && newest.number() == mine ? open(newest) : newest;
  }

  private Epoch begin(long after, String cause) {
    if (epochs.begin(after, cause)) {
      mine = after + 1;
    }
    return epochs.latest().orElseThrow();
  }

  private boolean isLate(Epoch epoch) {
    return epoch.begunAt().plus(OPEN_WITHIN).isBefore(clock.instant());
  }

  /// Tells every bucket, once. Whoever told some of them twice might tell one that was emptied
  /// between, and its loss would never be noticed: what fails half-way is followed by another
  /// epoch.
  private Epoch open(Epoch epoch) {
    mine = 0;
    spoilt = epoch.number();
    Set<String> before = servers();
    List<CompletableFuture<Answer>> begun = new ArrayList<>(Bucket.COUNT);
    for (int i = 0; i < Bucket.COUNT; i++) {
      begun.add(counters.begin(epoch.number(), new Bucket(i)).toCompletableFuture());
    }
    CompletableFuture.allOf(begun.toArray(CompletableFuture<?>[]::new))
        .orTimeout(BEGIN_SECONDS, TimeUnit.SECONDS)
        .join();
    boolean all = begun.stream().allMatch(one -> one.join().equals(new Answer.Word("BEGUN")));
    if (!all || before.isEmpty() || !before.equals(servers())) {
      return epoch;
    }
    epochs.open(epoch.number(), before);
    spoilt = 0;
    return epochs.latest().orElse(epoch);
  }

  private boolean acknowledge(long number) {
    List<PostedHold> holds = new ArrayList<>();
    for (SharedReservation reservation : open.all()) {
      List<Claim> claims = reservation.claims().list();
      for (int i = 0; i < claims.size(); i++) {
        holds.add(
            new PostedHold(
                reservation.requestId(),
                claims.get(i).limit().id(),
                claims.get(i).subject(),
                reservation.held(i),
                reservation.admittedAt()));
      }
    }
    if (!flush.getAsBoolean()) {
      return false;
    }
    epochs.acknowledge(number, gatewayId, holds);
    acknowledged = number;
    return true;
  }

  private void settleOn(Epoch newest) {
    if (!newest.isOpen()) {
      current.become(new Recovering("epoch " + newest.number() + " begins: " + newest.cause()));
      return;
    }
    List<Silent> awaited = epochs.awaited(newest.number());
    if (!awaited.isEmpty()) {
      current.become(
          new Recovering(
              "waiting for gateway "
                  + awaited.stream()
                      .map(silent -> silent.gatewayId() + " (seen at " + silent.seenAt() + ")")
                      .collect(Collectors.joining(", "))));
      return;
    }
    count(newest);
  }

  /// Counts where all gateways do; where the resources that this one has are newer than what they
  /// agreed on, the counters move, and with them an epoch ends.
  private void count(Epoch epoch) {
    Placement.Found found = placement.find(epoch, state());
    if (found.isNewer()) {
      if (epochs.move(epoch.number(), found.agreed().layout())) {
        mine = epoch.number() + 1;
      }
      current.become(new Recovering("the resources have moved them"));
      wake.run();
      return;
    }
    if (!(state() instanceof Agreed)) {
      LOG.atInfo().setMessage("counting").addKeyValue("epoch", epoch.number()).log();
    }
    current.become(found.agreed());
  }
}
