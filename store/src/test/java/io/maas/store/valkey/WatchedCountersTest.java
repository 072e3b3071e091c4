package io.maas.store.valkey;

import static io.maas.domain.metering.Enforcement.STRICT;
import static io.maas.domain.metering.Unit.TOTAL_TOKENS;
import static io.maas.testkit.metering.Limits.alice;
import static io.maas.testkit.metering.Limits.demand;
import static io.maas.testkit.metering.Limits.limit;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Claims.Partition;
import io.maas.domain.metering.Layout;
import io.maas.domain.metering.Place;
import io.maas.domain.metering.Settlement.Settled;
import io.maas.domain.metering.Standing;
import io.maas.testkit.metering.InMemoryEpochs;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A control that runs apart from gateways sees their counters.
class WatchedCountersTest {

  private static final String NOBODY = "";
  private static final Claim TOKENS =
      alice(limit(TOTAL_TOKENS, 1_000, Duration.ofHours(1), STRICT));

  private final TestBook book = new TestBook();
  private final InMemoryEpochs epochs = new InMemoryEpochs(InstantSource.system(), book::has);
  private RedisServer server;
  private TestGateway gateway;
  private TestGateway watcher;

  @BeforeEach
  void start() throws IOException {
    server = RedisServer.start();
    watcher = join(NOBODY);
    gateway = join("one");
    watcher.countsInEpoch(gateway.shared.epoch());
  }

  private TestGateway join(String id) {
    TestGateway joined = new TestGateway(id, "redis://127.0.0.1:" + server.port(), epochs, book);
    if (!id.equals(NOBODY)) {
      joined.countsInEpoch(1);
    }
    return joined;
  }

  @AfterEach
  void stop() throws IOException, InterruptedException {
    watcher.close();
    gateway.close();
    server.close();
  }

  @Test
  void areSeenAsTheyStand() {
    gateway.settle(gateway.admitted(demand(10, 90), TOKENS), new Settled(10, 30));
    gateway.settled();
    gateway.admitted(demand(10, 190), TOKENS);

    Standing seen = watcher.standing(TOKENS);

    assertThat(seen.used()).isEqualTo(40);
    assertThat(seen.held()).isEqualTo(200);
  }

  @Test
  void areSeenAtOnceOfASubscriptionThatIsNew() {
    Layout layout = new Layout(1, Map.of("ns/new", Place.USER));
    Claims claims =
        new Claims(new Partition(Place.USER, "t", "ns/new", "alice"), false, List.of(TOKENS));
    gateway.layOut(layout);
    watcher.layOutQuietly(layout);

    assertThat(watcher.standing(claims).used()).isZero();
  }

  @Test
  void areRebuiltWithoutWhoeverOnlyWatches() {
    gateway.settle(gateway.admitted(demand(10, 90), TOKENS), new Settled(10, 30));
    gateway.settled();
    server.say("FLUSHALL");
    gateway.reserve(demand(10, 1), TOKENS);

    gateway.countsInEpoch(2);
    watcher.countsInEpoch(2);

    assertThat(watcher.standing(TOKENS).used()).isEqualTo(40);
    assertThat(epochs.awaited(3)).extracting(silent -> silent.gatewayId()).containsExactly("one");
  }
}
