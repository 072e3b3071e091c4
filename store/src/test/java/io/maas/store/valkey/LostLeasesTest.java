package io.maas.store.valkey;

import static io.maas.domain.metering.Enforcement.STRICT;
import static io.maas.domain.metering.Unit.CONCURRENT_REQUESTS;
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
import io.maas.domain.metering.Claims.Partition;
import io.maas.domain.metering.Counting;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Reservation;
import io.maas.domain.metering.Reservation.Uncounted;
import io.maas.domain.metering.Scope;
import io.maas.domain.metering.Settlement.Settled;
import io.maas.domain.metering.Standing;
import io.maas.domain.metering.Window;
import io.maas.testkit.metering.InMemoryEpochs;
import io.maas.testkit.outage.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Points are debited ahead, and the counters go.
class LostLeasesTest {

  private static final Claim TOKENS =
      alice(limit(TOTAL_TOKENS, 10_000, Duration.ofHours(1), STRICT));

  private final TestBook book = new TestBook();
  private final InMemoryEpochs epochs = new InMemoryEpochs(InstantSource.system(), book::has);
  private RedisServer server;
  private TestGateway one;
  private TestGateway two;

  @BeforeEach
  void startTwo() throws IOException {
    server = RedisServer.start();
    one = join("one");
    two = join("two");
    two.standing(TOKENS);
  }

  @AfterEach
  void stop() throws IOException {
    if (server != null) {
      one.close();
      two.close();
      server.close();
    }
  }

  private TestGateway join(String id) {
    TestGateway gateway = new TestGateway(id, "redis://127.0.0.1:" + server.port(), epochs, book);
    gateway.countsInEpoch(1);
    return gateway;
  }

  private static Reservation admitted(TestGateway gateway, Claim claim) {
    Admission admission = gateway.reserve(UUID.randomUUID(), demand(10, 90), leased(claim));
    assertThat(admission).isInstanceOf(Admitted.class);
    return ((Admitted) admission).reservation();
  }

  @Test
  void rebuildsWhatWasSpentAndWhatRunsAndNothingOfWhatWasDebited() {
    one.settle(admitted(one, TOKENS), new Settled(10, 40));
    Reservation running = admitted(one, TOKENS);
    assertThat(one.shared.decidedHere()).isEqualTo(1);
    server.say("FLUSHALL");
    expectTwoToLoseTheEpoch();
    Standing rebuilt = two.standing(TOKENS);
    assertThat(rebuilt.used()).isEqualTo(50);
    assertThat(rebuilt.held()).isEqualTo(100);
    one.settle(running, new Settled(10, 30));
    one.settled();
    Standing corrected = two.standing(TOKENS);
    assertThat(corrected.used()).isEqualTo(90);
    assertThat(corrected.held()).isZero();
  }

  @Test
  void chargesARequestOnceThatEndsBeforeItsCounterIsRebuilt() {
    Reservation running = admitted(one, TOKENS);
    server.say("FLUSHALL");
    expectTwoToLoseTheEpoch();
    one.settle(running, new Settled(10, 30));
    one.settled();
    Standing rebuilt = two.standing(TOKENS);
    assertThat(rebuilt.used()).isEqualTo(40);
    assertThat(rebuilt.held()).isZero();
  }

  @Test
  void spendsNothingInAnEpochThatWasDebitedInTheLast() {
    one.settle(admitted(one, TOKENS), new Settled(10, 40));
    server.say("FLUSHALL");
    expectTwoToLoseTheEpoch();
    assertThat(two.standing(TOKENS).held()).isZero();
    admitted(one, TOKENS);
    assertThat(one.shared.decidedHere()).isZero();
    assertThat(two.standing(TOKENS).used()).isEqualTo(50);
    assertThat(two.standing(TOKENS).held()).isEqualTo(400);
  }

  @Test
  void forgetsNoneThatRunsWhenAnOldBlockIsGivenBack() {
    Claim many =
        alice(new Limit("x", CONCURRENT_REQUESTS, 40, Window.WHILE_RUNNING, Scope.USER, STRICT));
    two.standing(many);
    Reservation running = admitted(one, many);
    // The counters stay, and with them what the block holds.
    server.say("DEL " + Bucket.of(leased(many).partition()).epoch());
    two.reserve(demand(1, 1), many);
    two.countsInEpoch(2);
    one.countsInEpoch(2);
    two.admitted(demand(1, 1), many);
    for (int i = 0; i < 3; i++) {
      one.admitted(demand(1, 1), many);
    }
    assertThat(two.standing(many).held()).isEqualTo(5);
    one.settle(running, new Settled(1, 1));
    one.settled();
    Eventually.holds(
        "the old block is given back", RedisServer.PATIENCE, () -> one.shared.leases() == 0);
    assertThat(two.standing(many).held()).isEqualTo(4);
  }

  private void expectTwoToLoseTheEpoch() {
    Eventually.holds(
        "the loss is noticed",
        RedisServer.PATIENCE,
        () -> {
          two.reserve(demand(20_000, 1), TOKENS);
          return two.shared.epoch() == 2;
        });
    one.countsInEpoch(2);
  }

  @Test
  void givesBackAllWhenItStopsAndIsNotWaitedFor() {
    one.settle(admitted(one, TOKENS), new Settled(10, 40));
    one.close();
    assertThat(two.standing(TOKENS).used()).isEqualTo(50);
    assertThat(two.standing(TOKENS).held()).isZero();
    assertThat(epochs.awaited(2)).extracting(silent -> silent.gatewayId()).containsExactly("two");
  }

  @Test
  void spendsABlockWhileItsServerIsAway() {
    admitted(one, TOKENS);
    server.kill();
    admitted(one, TOKENS);
    assertThat(one.shared.decidedHere()).isEqualTo(1);
    Claims open = new Claims(Partition.ONLY, true, List.of(TOKENS), Counting.LEASED);
    UUID id = UUID.randomUUID();
    assertThat(one.reserve(id, demand(10, 90), open)).isEqualTo(new Admitted(new Uncounted(id)));
  }
}
