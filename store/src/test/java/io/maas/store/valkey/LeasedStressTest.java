package io.maas.store.valkey;

import static io.maas.domain.metering.Enforcement.STRICT;
import static io.maas.domain.metering.Unit.REQUESTS;
import static io.maas.domain.metering.Unit.TOTAL_TOKENS;
import static io.maas.store.valkey.LeasingGateway.leased;
import static io.maas.testkit.metering.Limits.alice;
import static io.maas.testkit.metering.Limits.demand;
import static io.maas.testkit.metering.Limits.limit;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Admission;
import io.maas.domain.metering.Admission.Admitted;
import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Reservation;
import io.maas.domain.metering.Settlement.Settled;
import io.maas.domain.metering.Standing;
import io.maas.testkit.metering.InMemoryEpochs;
import io.maas.testkit.outage.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Three gateways that debit ahead, and more clients than there is to have.
class LeasedStressTest {

  private static final long AMOUNT = 100_000;
  private static final Claim TOKENS =
      alice(limit(TOTAL_TOKENS, AMOUNT, Duration.ofHours(1), STRICT));
  private static final Claims CLAIMS =
      leased(TOKENS, alice(limit(REQUESTS, 1_000_000, Duration.ofHours(1), STRICT)));

  private final TestBook book = new TestBook();
  private final InMemoryEpochs epochs = new InMemoryEpochs(InstantSource.system(), book::has);
  private final List<TestGateway> gateways = new ArrayList<>();
  private final AtomicLong served = new AtomicLong();
  private final AtomicLong asked = new AtomicLong();
  private final AtomicBoolean over = new AtomicBoolean();
  private final Map<Thread, Throwable> failures = new ConcurrentHashMap<>();
  private RedisServer server;

  @BeforeEach
  void startThree() throws IOException {
    server = RedisServer.start();
    for (String id : List.of("one", "two", "three")) {
      TestGateway gateway = new TestGateway(id, "redis://127.0.0.1:" + server.port(), epochs, book);
      gateways.add(gateway);
      gateway.countsInEpoch(1);
    }
  }

  @AfterEach
  void stop() throws IOException {
    over.set(true);
    gateways.forEach(TestGateway::close);
    if (server != null) {
      server.close();
    }
  }

  @Test
  void servesAllOfAStrictLimitAndNotATokenMore() throws Exception {
    List<Thread> clients = startClients();
    Eventually.holds(
        "the limit is used up", RedisServer.PATIENCE, () -> served.get() >= AMOUNT * 98 / 100);
    Eventually.holds("nothing more is served", RedisServer.PATIENCE, this::isQuiet);
    over.set(true);
    for (Thread client : clients) {
      client.join();
    }
    long here = gateways.stream().mapToLong(gateway -> gateway.shared.decidedHere()).sum();
    long there = gateways.stream().mapToLong(gateway -> gateway.shared.decidedThere()).sum();
    System.out.println(
        served + " of " + AMOUNT + " served; decided by lease " + here + ", by store " + there);
    Eventually.holds(
        "all leases are given back",
        RedisServer.PATIENCE,
        () -> gateways.stream().allMatch(gateway -> gateway.shared.leases() == 0));
    assertThat(failures).isEmpty();
    assertThat(served.get()).isBetween(AMOUNT * 98 / 100, AMOUNT);
    Standing standing = gateways.getFirst().standing(TOKENS);
    assertThat(standing.used()).isEqualTo(served.get());
    assertThat(standing.held()).isZero();
  }

  /// Or too much was served already, and there is nothing to wait for.
  private boolean isQuiet() {
    long before = served.get();
    if (before > AMOUNT) {
      return true;
    }
    long asking = asked.get();
    Eventually.holds(
        "clients ask on", RedisServer.PATIENCE, () -> asked.get() > asking + 16 * 3 * 10);
    return served.get() == before;
  }

  @Test
  void servesNoTokenBeyondTheLimitWhileCountersAreLostAgainAndAgain() throws Exception {
    List<Thread> clients = startClients();
    for (int epoch = 1; epoch < 5; epoch++) {
      long before = served.get();
      Eventually.holds(
          "something is served",
          RedisServer.PATIENCE,
          () -> served.get() > before + AMOUNT / 10 || served.get() > AMOUNT * 98 / 100);
      if (epoch % 2 == 0) {
        server.say("FLUSHALL");
      } else {
        server.kill();
        server.launch();
      }
    }
    Eventually.holds(
        "the limit is used up", RedisServer.PATIENCE, () -> served.get() >= AMOUNT * 98 / 100);
    Eventually.holds("nothing more is served", RedisServer.PATIENCE, this::isQuiet);
    over.set(true);
    for (Thread client : clients) {
      client.join();
    }
    assertThat(failures).isEmpty();
    assertThat(served.get()).isBetween(AMOUNT * 98 / 100, AMOUNT);
    gateways.forEach(TestGateway::settled);
  }

  private List<Thread> startClients() {
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < 16 * 3; i++) {
      TestGateway gateway = gateways.get(i % 3);
      Random random = new Random(i);
      clients.add(
          Thread.ofPlatform()
              .uncaughtExceptionHandler(failures::put)
              .start(() -> serve(gateway, random)));
    }
    return clients;
  }

  private void serve(TestGateway gateway, Random random) {
    while (!over.get()) {
      Admission admission = gateway.reserve(UUID.randomUUID(), demand(2, 18), CLAIMS);
      asked.incrementAndGet();
      if (admission instanceof Admitted(Reservation reservation)) {
        long output = random.nextLong(reservation.outputAllowance().orElseThrow() + 1);
        served.addAndGet(2 + output);
        gateway.settle(reservation, new Settled(2, output));
      }
    }
  }
}
