package io.maas.store.valkey;

import static io.maas.domain.metering.Enforcement.STRICT;
import static io.maas.domain.metering.Unit.CONCURRENT_REQUESTS;
import static io.maas.domain.metering.Unit.REQUESTS;
import static io.maas.domain.metering.Unit.TOTAL_TOKENS;
import static io.maas.testkit.metering.Limits.alice;
import static io.maas.testkit.metering.Limits.demand;
import static io.maas.testkit.metering.Limits.limit;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Measure;
import io.maas.domain.metering.Reservation;
import io.maas.domain.metering.Scope;
import io.maas.domain.metering.Settlement.Settled;
import io.maas.domain.metering.Standing;
import io.maas.domain.metering.Window;
import io.maas.testkit.metering.InMemoryEpochs;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a gateway that died had reserved, settled by the one that comes after it.
class CorrectedReservationsTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Claim TOKENS = alice(limit(TOTAL_TOKENS, 10_000, HOUR, STRICT));
  private static final Claim CALLS = alice(limit(REQUESTS, 100, HOUR, STRICT));
  private static final Claim RUNNING =
      alice(
          new Limit("running", CONCURRENT_REQUESTS, 10, Window.WHILE_RUNNING, Scope.USER, STRICT));
  private static final Claim WEIGHTED =
      new Claim(
          new Limit(
              "weighted",
              Measure.weighted(1000, 100, 5000),
              10_000,
              Window.rolling(HOUR),
              Scope.SUBSCRIPTION,
              STRICT,
              Limit.Over.EVERYTHING),
          "");

  private final TestBook book = new TestBook();
  private final InMemoryEpochs epochs = new InMemoryEpochs(InstantSource.system(), book::has);
  private RedisServer server;
  private TestGateway successor;

  @BeforeEach
  void start() throws IOException {
    server = RedisServer.start();
    successor = join();
  }

  @AfterEach
  void stop() throws IOException, InterruptedException {
    successor.close();
    server.close();
  }

  private TestGateway join() {
    TestGateway gateway =
        new TestGateway("one", "redis://127.0.0.1:" + server.port(), epochs, book);
    gateway.countsInEpoch(1);
    return gateway;
  }

  private Reservation leftBehind() {
    try (TestGateway dead = join()) {
      return dead.admitted(demand(10, 90), TOKENS, CALLS, RUNNING, WEIGHTED);
    }
  }

  private void correct(Reservation dead, Settled charged) {
    successor
        .shared
        .quota()
        .correct(dead.requestId(), dead.trace(), charged)
        .toCompletableFuture()
        .join();
  }

  private void expect(Claim claim, long used, long held) {
    Standing standing = successor.standing(claim);
    assertThat(standing.used()).as("used of %s", claim).isEqualTo(used);
    assertThat(standing.held()).as("held of %s", claim).isEqualTo(held);
  }

  @Test
  void takesWhatTheyWereChargedFromEachOfTheirCounters() {
    // given
    Reservation dead = leftBehind();
    expect(TOKENS, 0, 100);
    expect(WEIGHTED, 0, 10 * 1000 + 90 * 5000);

    // when
    correct(dead, new Settled(10, 4, 20));

    // then
    expect(TOKENS, 30, 0);
    expect(CALLS, 1, 0);
    expect(RUNNING, 0, 0);
    expect(WEIGHTED, 6 * 1000 + 4 * 100 + 20 * 5000, 0);
  }

  @Test
  void changeNothingTheSecondTime() {
    // given
    Reservation dead = leftBehind();
    correct(dead, new Settled(10, 20));

    // when
    correct(dead, new Settled(10, 90));

    // then
    expect(TOKENS, 30, 0);
  }

  @Test
  void stayAsTheyAreWhereTheyHadSettled() {
    // given
    Reservation settled;
    try (TestGateway dead = join()) {
      settled = dead.admitted(demand(10, 90), TOKENS);
      dead.settle(settled, new Settled(10, 1));
      dead.settled();
    }

    // when
    correct(settled, new Settled(10, 90));

    // then
    expect(TOKENS, 11, 0);
  }

  @Test
  void stayAsTheyAreWhereTheServerKnowsNothingOfThem() {
    // given
    Reservation dead = leftBehind();
    UUID unknown = UUID.randomUUID();

    // when
    successor
        .shared
        .quota()
        .correct(unknown, dead.trace(), new Settled(10, 90))
        .toCompletableFuture()
        .join();

    // then
    expect(TOKENS, 0, 100);
    assertThat(server.say("KEYS *" + unknown)).isEqualTo("*0");
  }

  @Test
  void stayAsTheyAreWhereTheirTraceIsOfAnotherVersion() {
    // given
    Reservation dead = leftBehind();

    // when
    successor
        .shared
        .quota()
        .correct(dead.requestId(), "7" + dead.trace().substring(1), new Settled(10, 1))
        .toCompletableFuture()
        .join();

    // then
    expect(TOKENS, 0, 100);
  }
}
