package io.maas.store.valkey;

import static io.maas.domain.metering.Enforcement.STRICT;
import static io.maas.domain.metering.Unit.TOTAL_TOKENS;
import static io.maas.testkit.metering.Limits.alice;
import static io.maas.testkit.metering.Limits.demand;
import static io.maas.testkit.metering.Limits.limit;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Admission;
import io.maas.domain.metering.Admission.Admitted;
import io.maas.domain.metering.Admission.Unavailable;
import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Claims.Partition;
import io.maas.domain.metering.Layout;
import io.maas.domain.metering.Place;
import io.maas.domain.metering.Reservation;
import io.maas.domain.metering.Settlement.Settled;
import io.maas.domain.metering.Standing;
import io.maas.testkit.metering.InMemoryEpochs;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is declared decides where counters live. When it changes they move, with what was counted.
class MovedCountersTest {

  private static final String GOLD = "ns/gold";
  private static final Claim TOKENS =
      alice(limit(TOTAL_TOKENS, 1_000, Duration.ofHours(1), STRICT));

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
  }

  private TestGateway join(String id) {
    TestGateway gateway = new TestGateway(id, "redis://127.0.0.1:" + server.port(), epochs, book);
    gateway.layOut(layout(1, Place.USER));
    gateway.countsInEpoch(1);
    return gateway;
  }

  @AfterEach
  void stop() throws IOException, InterruptedException {
    one.close();
    two.close();
    server.close();
  }

  private static Layout layout(long version, Place place) {
    return new Layout(version, Map.of(GOLD, place));
  }

  private static Claims at(Place place) {
    return new Claims(new Partition(place, "t", GOLD, "alice"), false, List.of(TOKENS));
  }

  @Test
  void takesWhatWasUsedAndHeldAlong() {
    spend(one, Place.USER, 400);
    Reservation running = admitted(two, Place.USER, 90);
    both(layout(2, Place.SUBSCRIPTION));

    Standing moved = one.standing(at(Place.SUBSCRIPTION));

    assertThat(moved.used()).isEqualTo(400);
    assertThat(moved.held()).isEqualTo(100);
    two.settle(running, new Settled(10, 30));
    two.settled();
    assertThat(one.standing(at(Place.SUBSCRIPTION)).used()).isEqualTo(440);
    assertThat(one.standing(at(Place.SUBSCRIPTION)).held()).isZero();
  }

  @Test
  void settlesWhereCountersAreWhateverItFoundThemIn() {
    Reservation running = admitted(two, Place.USER, 90);
    one.layOut(layout(2, Place.SUBSCRIPTION));
    two.settle(running, new Settled(10, 30));
    two.layOut(layout(2, Place.SUBSCRIPTION));
    one.countsInEpoch(2);
    two.countsInEpoch(2);
    two.settled();

    Standing moved = one.standing(at(Place.SUBSCRIPTION));

    assertThat(moved.used()).isEqualTo(40);
    assertThat(moved.held()).isZero();
  }

  @Test
  void countsNothingByResourcesThatAreOutOfDate() {
    spend(one, Place.USER, 400);
    one.layOut(layout(2, Place.SUBSCRIPTION));
    one.countsInEpoch(2);
    two.countsInEpoch(2);

    Admission late = two.reserve(UUID.randomUUID(), demand(10, 90), at(Place.USER));

    assertThat(late).isInstanceOf(Unavailable.class);
    two.layOut(layout(2, Place.SUBSCRIPTION));
    assertThat(two.reserve(UUID.randomUUID(), demand(10, 90), at(Place.SUBSCRIPTION)))
        .isInstanceOf(Admitted.class);
    assertThat(epochs.latest().orElseThrow().number()).isEqualTo(2);
  }

  @Test
  void countsASubscriptionAtOnceThatNobodyHadBefore() {
    one.layOut(new Layout(2, Map.of(GOLD, Place.USER, "ns/new", Place.TENANT)));
    Claims claims =
        new Claims(new Partition(Place.TENANT, "t", "ns/new", "alice"), false, List.of(TOKENS));

    assertThat(one.reserve(UUID.randomUUID(), demand(10, 90), claims)).isInstanceOf(Admitted.class);
    assertThat(epochs.latest().orElseThrow().number()).isEqualTo(1);
  }

  private void both(Layout layout) {
    one.layOut(layout);
    two.layOut(layout);
    one.countsInEpoch(2);
    two.countsInEpoch(2);
  }

  private static void spend(TestGateway gateway, Place place, long tokens) {
    gateway.settle(admitted(gateway, place, tokens - 10), new Settled(10, tokens - 10));
    gateway.settled();
  }

  private static Reservation admitted(TestGateway gateway, Place place, long output) {
    Admission admission = gateway.reserve(UUID.randomUUID(), demand(10, output), at(place));
    assertThat(admission).isInstanceOf(Admitted.class);
    return ((Admitted) admission).reservation();
  }
}
