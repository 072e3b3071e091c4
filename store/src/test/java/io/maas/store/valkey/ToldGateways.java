package io.maas.store.valkey;

import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Epochs.PostedHold;
import io.maas.domain.metering.History;
import io.maas.domain.metering.Layout;
import io.maas.domain.metering.Quota;
import io.maas.store.valkey.Agreement.Agreed;
import io.maas.testkit.metering.InMemoryEpochs;
import io.maas.testkit.metering.model.Gateways;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/// Three gateways of a story before one server. What they agree on is agreed at once, whenever the
/// story says that the counters are lost: how they come to agree is another test's.
final class ToldGateways implements Gateways, Agreement {

  private static final int COUNT = 3;

  /// A process counts as gone 30 s after it was last heard of.
  private static final Duration NOTICED = Duration.ofSeconds(30);

  private static final Bucket BUCKET = Bucket.of(Claims.NONE.partition());

  private final QuotaOnServers on;
  private final Runnable empty;
  private final InMemoryEpochs epochs;
  private final List<One> all;
  private final List<One> living;
  private Agreed agreed;

  /// A gateway.
  private record One(String id, Counters counters, OpenReservations open, Quota quota) {

    private List<PostedHold> holds() {
      List<PostedHold> holds = new ArrayList<>();
      for (SharedReservation one : open.all()) {
        List<Claim> claims = one.claims().list();
        for (int i = 0; i < claims.size(); i++) {
          String limit = claims.get(i).limit().id();
          String subject = claims.get(i).subject();
          holds.add(new PostedHold(one.requestId(), limit, subject, one.held(i), one.admittedAt()));
        }
      }
      return holds;
    }
  }

  /// @param empty makes the server forget everything
  ToldGateways(
      QuotaOnServers on,
      Runnable empty,
      LongSupplier ticker,
      InstantSource clock,
      History history) {
    this.on = on;
    this.empty = empty;
    this.epochs = new InMemoryEpochs(clock, this::hasEnded);
    this.agreed = new Agreed(0, on.servers(), Layout.NONE, Map.of());
    LedgerPast past = new LedgerPast(epochs, history, clock, Runnable::run);
    StoreTime time = new TestTime(ticker, clock);
    this.all =
        IntStream.range(0, COUNT)
            .mapToObj(i -> gateway("gateway-" + i, time, clock, past))
            .toList();
    this.living = new ArrayList<>(all);
    lose();
  }

  private One gateway(String id, StoreTime time, InstantSource clock, LedgerPast past) {
    Counters counters =
        new Counters(on.links, new ScriptCall.Caller(id, time, clock), RedisServer.PATIENCE);
    OpenReservations open = new OpenReservations();
    Establishing establishing = new Establishing(counters, past);
    Settlements settlements = new Settlements(counters, on.jobs);
    return new One(
        id,
        counters,
        open,
        new ValkeyQuota(counters, this, establishing, settlements, open, clock));
  }

  /// Whether it is in the ledger. What a dead one had open is not, until its journal is.
  private boolean hasEnded(UUID request) {
    return all.stream()
        .flatMap(one -> one.open().all().stream())
        .noneMatch(one -> one.requestId().equals(request));
  }

  @Override
  public int count() {
    return COUNT;
  }

  @Override
  public Quota of(int number) {
    return all.get(number).quota();
  }

  @Override
  public void timePassed() {
    living.forEach(one -> one.counters().live(BUCKET).toCompletableFuture().join());
  }

  @Override
  public void crash(int number) {
    living.remove(all.get(number));
  }

  @Override
  public Duration noticedAfter() {
    return NOTICED;
  }

  @Override
  public void lose() {
    empty.run();
    long epoch = agreed.epoch() + 1;
    epochs.begin(agreed.epoch(), "told");
    epochs.open(epoch, on.servers());
    living.forEach(one -> epochs.acknowledge(epoch, one.id(), one.holds()));
    living.getFirst().counters().begin(epoch, BUCKET).toCompletableFuture().join();
    agreed = new Agreed(epoch, on.servers(), Layout.NONE, Map.of());
  }

  @Override
  public boolean liveWithTheirStore() {
    return false;
  }

  @Override
  public State state() {
    return agreed;
  }

  @Override
  public void turn() {
    // the story says when
  }

  @Override
  public CompletionStage<Void> next() {
    return CompletableFuture.completedStage(null);
  }

  @Override
  public void lost(long epoch, String cause) {
    throw new AssertionError("epoch " + epoch + ": " + cause);
  }
}
