package io.maas.store.valkey;

import static io.maas.domain.metering.Enforcement.STRICT;
import static io.maas.domain.metering.Unit.CONCURRENT_REQUESTS;
import static io.maas.domain.metering.Unit.TOTAL_TOKENS;
import static io.maas.testkit.metering.Limits.alice;
import static io.maas.testkit.metering.Limits.demand;
import static io.maas.testkit.metering.Limits.limit;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Admission;
import io.maas.domain.metering.Admission.Admitted;
import io.maas.domain.metering.Admission.Unavailable;
import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Reservation;
import io.maas.domain.metering.Scope;
import io.maas.domain.metering.Settlement.Settled;
import io.maas.domain.metering.Standing;
import io.maas.domain.metering.Window;
import io.maas.testkit.metering.InMemoryEpochs;
import io.maas.testkit.outage.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Several gateways, and counters that go: no limit is overrun, and nothing is counted twice.
class LostCountersTest {

  private static final Claim TOKENS =
      alice(limit(TOTAL_TOKENS, 10_000, Duration.ofHours(1), STRICT));

  private final TestBook book = new TestBook();
  private final InMemoryEpochs epochs = new InMemoryEpochs(InstantSource.system(), book::has);
  private final List<TestGateway> gateways = new ArrayList<>();
  private RedisServer server;

  @BeforeEach
  void startTwo() throws IOException {
    server = RedisServer.start("--dbfilename", "dump.rdb");
    join("one");
    join("two");
  }

  @AfterEach
  void stop() throws IOException, InterruptedException {
    for (TestGateway gateway : gateways) {
      gateway.close();
    }
    if (server != null) {
      server.close();
    }
  }

  private TestGateway join(String id) {
    TestGateway gateway = new TestGateway(id, "redis://127.0.0.1:" + server.port(), epochs, book);
    gateways.add(gateway);
    gateway.countsInEpoch(1);
    return gateway;
  }

  @Test
  void countsTogether() {
    Reservation mine = gateways.get(0).admitted(demand(10, 90), TOKENS);
    Reservation yours = gateways.get(1).admitted(demand(10, 190), TOKENS);
    gateways.get(0).settle(mine, new Settled(10, 40));
    gateways.get(0).settled();
    Standing standing = gateways.get(1).standing(TOKENS);
    assertThat(standing.used()).isEqualTo(50);
    assertThat(standing.held()).isEqualTo(200);
    gateways.get(1).settle(yours, new Settled(10, 0));
  }

  @Test
  void holdsARequestOnceHoweverOftenItAsks() {
    UUID id = UUID.randomUUID();
    Admission first = gateways.get(0).reserve(id, demand(10, 90), TOKENS);
    Admission again = gateways.get(0).reserve(id, demand(10, 90), TOKENS);
    assertThat(first).isInstanceOf(Admitted.class);
    assertThat(((Admitted) again).reservation().standings().getFirst().held()).isEqualTo(100);
    gateways.get(0).settle(((Admitted) again).reservation(), new Settled(10, 1));
    gateways.get(0).settled();
    gateways.get(0).settle(((Admitted) first).reservation(), new Settled(10, 1));
    gateways.get(0).settled();
    assertThat(gateways.get(0).standing(TOKENS).used()).isEqualTo(11);
    assertThat(gateways.get(0).standing(TOKENS).held()).isZero();
    assertThat(gateways.get(0).reserve(id, demand(10, 90), TOKENS)).isInstanceOf(Unavailable.class);
  }

  @Test
  void rebuildsCountersThatWereEmptied() {
    Reservation running = beforeTheLoss();
    server.say("FLUSHALL");
    expectRebuilt(running);
  }

  @Test
  void rebuildsCountersOfAServerThatWasKilled() throws IOException {
    Reservation running = beforeTheLoss();
    server.kill();
    server.launch();
    expectRebuilt(running);
  }

  @Test
  void trustsNoServerThatCameBackWithOldCounters() throws IOException {
    assertThat(server.say("SAVE")).isEqualTo("+OK");
    Reservation running = beforeTheLoss();
    server.kill();
    server.launch();
    expectRebuilt(running);
  }

  @Test
  void decidesNothingOnOldCountersBeforeItIsKnownThatTheyAreOld() throws IOException {
    TestGateway one = gateways.get(0);
    one.settle(one.admitted(demand(10, 90), TOKENS), new Settled(10, 90));
    one.settled();
    assertThat(server.say("SAVE")).isEqualTo("+OK");
    one.settle(one.admitted(demand(10, 9_890), TOKENS), new Settled(10, 9_890));
    one.settled();
    server.kill();
    server.launch();
    Eventually.holds(
        "the loss is noticed",
        RedisServer.PATIENCE,
        () -> {
          assertThat(one.reserve(demand(10, 90), TOKENS)).isNotInstanceOf(Admitted.class);
          return one.shared.epoch() == 2;
        });
    assertThat(one.reserve(demand(10, 90), TOKENS)).isInstanceOf(Admission.Exhausted.class);
  }

  /// 150 are used, of which 50 are only in a journal, and 100 are held.
  private Reservation beforeTheLoss() {
    TestGateway one = gateways.get(0);
    one.settle(one.admitted(demand(10, 90), TOKENS), new Settled(10, 90));
    one.settled();
    Reservation running = one.admitted(demand(10, 90), TOKENS);
    TestGateway two = gateways.get(1);
    two.settle(two.admitted(demand(10, 90), TOKENS), new Settled(10, 40));
    two.settled();
    return running;
  }

  private void expectRebuilt(Reservation running) {
    for (TestGateway gateway : gateways) {
      Eventually.holds(
          "the loss is noticed",
          RedisServer.PATIENCE,
          () -> {
            gateway.reserve(demand(20_000, 1), TOKENS);
            return gateway.shared.epoch() == 2;
          });
    }
    Standing rebuilt = gateways.get(1).standing(TOKENS);
    assertThat(rebuilt.used()).isEqualTo(150);
    assertThat(rebuilt.held()).isEqualTo(100);
    gateways.get(0).settle(running, new Settled(10, 30));
    gateways.get(0).settled();
    Standing corrected = gateways.get(1).standing(TOKENS);
    assertThat(corrected.used()).isEqualTo(190);
    assertThat(corrected.held()).isZero();
  }

  @Test
  void chargesARequestOnceThatEndsBeforeItsCounterIsRebuilt() {
    Reservation running = beforeTheLoss();
    server.say("FLUSHALL");
    gateways
        .get(0)
        .reserve(demand(1, 1), alice(limit(TOTAL_TOKENS, 1, Duration.ofMinutes(1), STRICT)));
    gateways.forEach(gateway -> gateway.countsInEpoch(2));
    gateways.get(0).settle(running, new Settled(10, 30));
    gateways.get(0).settled();
    Standing rebuilt = gateways.get(1).standing(TOKENS);
    assertThat(rebuilt.used()).isEqualTo(190);
    assertThat(rebuilt.held()).isZero();
  }

  @Test
  void waitsForAGatewayWhoseJournalNobodyHas() {
    beforeTheLoss();
    gateways.get(1).loseLedger();
    server.say("FLUSHALL");
    TestGateway one = gateways.get(0);
    Eventually.holds(
        "it is told who is waited for",
        RedisServer.PATIENCE,
        () ->
            one.reserve(demand(10, 1), TOKENS) instanceof Unavailable(String why)
                && why.startsWith("counters are recovering: waiting for gateway two"));
    epochs.forget("two");
    one.countsInEpoch(2);
    assertThat(one.standing(TOKENS).used()).isEqualTo(100);
  }

  @Test
  void keepsWhatRunsAtOnceBoundedThroughALoss() {
    Claim two =
        alice(new Limit("two", CONCURRENT_REQUESTS, 2, Window.WHILE_RUNNING, Scope.USER, STRICT));
    Reservation first = gateways.get(0).admitted(demand(1, 1), two);
    gateways.get(1).admitted(demand(1, 1), two);
    server.say("FLUSHALL");
    gateways.get(0).reserve(demand(1, 1), two);
    gateways.forEach(gateway -> gateway.countsInEpoch(2));
    assertThat(gateways.get(0).reserve(demand(1, 1), two)).isInstanceOf(Admission.Exhausted.class);
    gateways.get(0).settle(first, new Settled(1, 1));
    gateways.get(0).settled();
    gateways.get(1).admitted(demand(1, 1), two);
    assertThat(gateways.get(0).reserve(demand(1, 1), two)).isInstanceOf(Admission.Exhausted.class);
  }

  @Test
  void servesNoTokenBeyondTheLimitWhileCountersAreLostAgainAndAgain() throws Exception {
    AtomicLong served = new AtomicLong();
    AtomicBoolean over = new AtomicBoolean();
    Map<Thread, Throwable> failures = new ConcurrentHashMap<>();
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      TestGateway gateway = gateways.get(i % 2);
      clients.add(
          Thread.ofPlatform()
              .uncaughtExceptionHandler(failures::put)
              .start(() -> serve(gateway, served, over)));
    }
    for (int epoch = 1; epoch < 5; epoch++) {
      long before = served.get();
      Eventually.holds(
          "something is served",
          RedisServer.PATIENCE,
          () -> served.get() > before + 200 || served.get() > 9_900);
      if (epoch % 2 == 0) {
        server.say("FLUSHALL");
      } else {
        server.kill();
        server.launch();
      }
    }
    Eventually.holds("the limit is used up", RedisServer.PATIENCE, () -> served.get() >= 9_980);
    over.set(true);
    for (Thread client : clients) {
      client.join();
    }
    assertThat(failures).isEmpty();
    assertThat(served.get()).isBetween(9_980L, 10_000L);
    gateways.forEach(TestGateway::settled);
  }

  private static void serve(TestGateway gateway, AtomicLong served, AtomicBoolean over) {
    while (!over.get()) {
      if (gateway.reserve(demand(2, 8), TOKENS) instanceof Admitted(Reservation reservation)) {
        long output = reservation.outputAllowance().orElseThrow();
        served.addAndGet(2 + output);
        gateway.settle(reservation, new Settled(2, output));
      }
    }
  }
}
