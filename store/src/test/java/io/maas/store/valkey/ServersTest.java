package io.maas.store.valkey;

import static io.maas.domain.metering.Enforcement.STRICT;
import static io.maas.domain.metering.Unit.TOTAL_TOKENS;
import static io.maas.testkit.metering.Limits.alice;
import static io.maas.testkit.metering.Limits.demand;
import static io.maas.testkit.metering.Limits.limit;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Admission.Admitted;
import io.maas.domain.metering.Admission.Unavailable;
import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Claims.Partition;
import io.maas.domain.metering.Place;
import io.maas.domain.metering.Reservation;
import io.maas.domain.metering.Settlement.Settled;
import io.maas.domain.metering.Standing;
import io.maas.testkit.metering.InMemoryEpochs;
import io.maas.testkit.outage.Eventually;
import io.maas.testkit.outage.FaultyLink;
import io.maas.testkit.tls.SelfSigned;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every way in which servers stand together, and links to them that fail.
class ServersTest {

  private static final Claim TOKENS =
      alice(limit(TOTAL_TOKENS, 1_000, Duration.ofHours(1), STRICT));

  private final TestBook book = new TestBook();
  private final InMemoryEpochs epochs = new InMemoryEpochs(InstantSource.system(), book::has);
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  @TempDir Path folder;

  @AfterEach
  void closeAll() throws Exception {
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
  }

  private <T extends AutoCloseable> T opened(T one) {
    opened.push(one);
    return one;
  }

  private TestGateway gateway(String address, Duration within) {
    TestGateway gateway = opened(new TestGateway("one", address, epochs, book, within));
    gateway.countsInEpoch(1);
    return gateway;
  }

  private TestGateway gateway(String address) {
    return gateway(address, Duration.ofSeconds(5));
  }

  @Test
  void countsOverTlsWithAPassword() throws Exception {
    SelfSigned own = SelfSigned.in(folder, "redis", "ip:127.0.0.1,dns:localhost");
    int port = RedisServer.freePort();
    opened(
        RedisServer.at(
            port,
            "--tls-port",
            "--port",
            "0",
            "--tls-cert-file",
            own.certificate().toString(),
            "--tls-key-file",
            own.key().toString(),
            "--tls-auth-clients",
            "no",
            "--requirepass",
            "open sesame"));
    TestGateway gateway =
        gateway("rediss://:open sesame@127.0.0.1:" + port + "?ca=" + own.certificate());
    gateway.settle(gateway.admitted(demand(10, 90), TOKENS), new Settled(10, 5));
    gateway.settled();
    assertThat(gateway.standing(TOKENS).used()).isEqualTo(15);
  }

  @Test
  void usesNoServerThatThrowsCountersAway() throws Exception {
    RedisServer server = opened(RedisServer.start("--maxmemory-policy", "allkeys-lru"));
    TestGateway gateway =
        opened(new TestGateway("one", "redis://127.0.0.1:" + server.port(), epochs, book));
    assertThat(gateway.reserve(demand(10, 90), TOKENS)).isInstanceOf(Unavailable.class);
    server.say("CONFIG SET maxmemory-policy noeviction");
    gateway.countsInEpoch(1);
    gateway.admitted(demand(10, 90), TOKENS);
  }

  @Test
  void asksForAcknowledgementAlsoThoseWhoReachNoServer() throws Exception {
    RedisServer server = opened(RedisServer.start());
    FaultyLink link = opened(FaultyLink.to(server.port()));
    TestGateway cutOff = gateway("redis://127.0.0.1:" + link.port());
    TestGateway other =
        opened(new TestGateway("two", "redis://127.0.0.1:" + server.port(), epochs, book));
    other.countsInEpoch(1);
    Reservation running = cutOff.admitted(demand(10, 90), TOKENS);
    link.cut();
    server.say("FLUSHALL");
    other.reserve(demand(10, 90), TOKENS);
    other.countsInEpoch(2);
    assertThat(other.standing(TOKENS).held()).isEqualTo(100);
    link.mend();
    cutOff.settle(running, new Settled(10, 5));
    cutOff.settled();
    assertThat(other.standing(TOKENS).used()).isEqualTo(15);
  }

  @Test
  void releasesWhatWasHeldWithoutAnAnswer() throws Exception {
    RedisServer server = opened(RedisServer.start());
    FaultyLink link = opened(FaultyLink.to(server.port()));
    TestGateway gateway = gateway("redis://127.0.0.1:" + link.port(), Duration.ofMillis(500));
    gateway.settle(gateway.admitted(demand(10, 90), TOKENS), new Settled(10, 5));
    gateway.settled();
    link.deafen();
    UUID id = UUID.randomUUID();
    assertThat(gateway.reserve(id, demand(10, 90), TOKENS)).isInstanceOf(Unavailable.class);
    String reservation = Bucket.of(Claims.of(List.of(TOKENS)).partition()).reservation(id);
    assertThat(server.say("EXISTS " + reservation)).as("the server did hold it").isEqualTo(":1");
    TestGateway other =
        opened(new TestGateway("two", "redis://127.0.0.1:" + server.port(), epochs, book));
    other.countsInEpoch(1);
    link.mend();
    gateway.settled();
    assertThat(other.standing(TOKENS).held()).isZero();
    assertThat(other.standing(TOKENS).used()).isEqualTo(15);
  }

  @Test
  void losesNoSettlementToALinkThatBreaks() throws Exception {
    RedisServer server = opened(RedisServer.start());
    FaultyLink link = opened(FaultyLink.to(server.port()));
    TestGateway gateway = gateway("redis://127.0.0.1:" + link.port(), Duration.ofMillis(500));
    List<Reservation> running = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      running.add(gateway.admitted(demand(10, 90), TOKENS));
    }
    link.cut();
    running.forEach(one -> gateway.settle(one, new Settled(10, 5)));
    assertThat(gateway.reserve(demand(10, 90), TOKENS))
        .isInstanceOfSatisfying(
            Unavailable.class, no -> assertThat(no.why()).startsWith("the counters cannot be"));
    Eventually.holds(
        "it is said that they cannot be reached",
        RedisServer.PATIENCE,
        () -> gateway.shared.trouble().equals("the counters' servers cannot be reached"));
    link.mend();
    gateway.settled();
    Eventually.holds(
        "it counts again", RedisServer.PATIENCE, () -> gateway.shared.trouble().isEmpty());
    Standing standing = gateway.standing(TOKENS);
    assertThat(standing.used()).isEqualTo(75);
    assertThat(standing.held()).isZero();
    assertThat(gateway.shared.epoch()).isEqualTo(1);
  }

  @Test
  void servesUncountedWhereTheSubscriptionPrefersThat() throws Exception {
    RedisServer server = opened(RedisServer.start());
    TestGateway gateway = gateway("redis://127.0.0.1:" + server.port());
    server.kill();
    Claims open = new Claims(Partition.ONLY, true, List.of(TOKENS));
    var admission =
        gateway.shared.quota().reserve(UUID.randomUUID(), demand(1, 1), open).toCompletableFuture();
    assertThat(admission.join())
        .isInstanceOfSatisfying(
            Admitted.class,
            yes -> assertThat(yes.reservation()).isInstanceOf(Reservation.Uncounted.class));
    assertThat(gateway.shared.uncounted()).isEqualTo(1);
  }

  @Test
  @Tag("slow")
  void rebuildsWhenAReplicaTakesOver() throws Exception {
    RedisServer master = opened(RedisServer.start("--repl-diskless-sync-delay", "0"));
    opened(RedisServer.start("--replicaof", "127.0.0.1 " + master.port()));
    List<Integer> sentinels = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      sentinels.add(opened(RedisServer.sentinel(master.port(), "counters", 2)).port());
    }
    Eventually.holds(
        "the replica is in step",
        RedisServer.PATIENCE,
        () -> master.say("INFO replication").contains("state=online"));
    Eventually.holds(
        "a sentinel knows the replica and both others",
        RedisServer.PATIENCE,
        () -> {
          String info = RedisServer.say(sentinels.getFirst(), "INFO sentinel");
          return info.contains("slaves=1") && info.contains("sentinels=3");
        });
    TestGateway gateway =
        gateway(
            "redis-sentinel://127.0.0.1:"
                + sentinels.get(0)
                + ",127.0.0.1:"
                + sentinels.get(1)
                + "#counters");
    gateway.settle(gateway.admitted(demand(10, 90), TOKENS), new Settled(10, 5));
    Reservation running = gateway.admitted(demand(10, 90), TOKENS);
    gateway.settled();
    master.kill();
    gateway.countsInEpoch(2);
    assertThat(gateway.standing(TOKENS).used()).isEqualTo(15);
    assertThat(gateway.standing(TOKENS).held()).isEqualTo(100);
    gateway.settle(running, new Settled(10, 10));
    gateway.settled();
    assertThat(gateway.standing(TOKENS).used()).isEqualTo(35);
  }

  @Test
  void countsOnAClusterOfThreeMasters() throws Exception {
    List<RedisServer> nodes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      nodes.add(
          opened(
              RedisServer.start(
                  "--cluster-enabled", "yes", "--cluster-require-full-coverage", "no")));
    }
    RedisServer.join(nodes);
    TestGateway gateway = gateway("redis-cluster://127.0.0.1:" + nodes.getFirst().port());
    for (int user = 0; user < 60; user++) {
      Claims claims = ofUser(user);
      var admission = gateway.shared.quota().reserve(UUID.randomUUID(), demand(10, 2_000), claims);
      assertThat(admission.toCompletableFuture().join()).isInstanceOf(Admitted.class);
    }
    for (RedisServer node : nodes) {
      assertThat(node.say("DBSIZE")).isNotEqualTo(":0");
    }
    nodes.get(1).kill();
    nodes.get(1).launch();
    Eventually.holds(
        "the loss of a third is noticed",
        RedisServer.PATIENCE,
        () -> gateway.shared.epoch() > 1 && gateway.shared.trouble().isEmpty());
    for (int user = 0; user < 60; user++) {
      Claims claims = ofUser(user);
      Standing standing =
          gateway.shared.quota().standings(claims).toCompletableFuture().join().getFirst();
      assertThat(standing.held()).isEqualTo(1_000);
    }
  }

  private static Claims ofUser(int user) {
    String name = "user-" + user;
    return new Claims(
        new Partition(Place.USER, "t", "", name), false, List.of(new Claim(TOKENS.limit(), name)));
  }
}
