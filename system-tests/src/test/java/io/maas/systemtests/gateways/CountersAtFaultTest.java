package io.maas.systemtests.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.systemtests.ledger.Reconciliation;
import io.maas.systemtests.server.Administrator;
import io.maas.systemtests.server.Answer;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.Chat;
import io.maas.systemtests.server.MaasProcess;
import io.maas.systemtests.server.Metrics;
import io.maas.systemtests.server.Tenancy;
import io.maas.testkit.outage.Eventually;
import io.maas.testkit.outage.FaultyLink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server of counters is slow, out of reach, or another one than before, while the gateways
/// live and sixty-four clients at each of them want more than there is.
class CountersAtFaultTest {

  private static final int GATEWAYS = 2;
  private static final int SERVED_BEFORE = 50;
  private static final long TOKENS = 10_000;
  private static final long TOKENS_AROUND_A_FAULT = 30_000;
  private static final Duration ROUND_TRIP = Duration.ofMillis(100);
  private static final Duration SOON = Duration.ofSeconds(30);

  /// Of the same people and model as a [SharedLimit], but served without counters too.
  private static final String FAILS_OPEN =
      """
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSSubscription
      metadata: {name: NAME-open, namespace: models-as-a-service}
      spec:
        owner: {groups: [{name: NAME}]}
        enforcement: strict
        failureMode: open
        modelRefs:
          - name: NAME
            namespace: llm
            tokenRateLimits: [{limit: 1000000000, window: 12h, scope: subscription}]
      """;

  @TempDir static Path folder;

  private static FaultyLink link;
  private static Fleet fleet;
  private static CounterServer counters;

  @BeforeAll
  static void open() throws IOException {
    link = FaultyLink.to(0); // nowhere, until there is a server
    fleet = new Fleet(folder, GATEWAYS, CountersAtFaultTest::linkTo);
    counters = fleet.counters();
    fleet.simulator().tune(Map.of("time-to-first-token", "20ms", "inter-token-latency", "2ms"));
  }

  private static int linkTo(CounterServer server) {
    link.leadTo(server.port());
    return link.port();
  }

  @AfterAll
  static void close() throws IOException {
    try {
      fleet.close();
    } finally {
      counters.close();
      link.close();
    }
  }

  @AfterEach
  void mend() {
    link.mend();
  }

  @Test
  @Tag("slow")
  void areSlowForOneLimit() {
    areSlow("slow", TOKENS);
  }

  @Test
  @Tag("soak")
  void areSlowForALargeLimit() {
    areSlow("slow-soak", 20 * TOKENS);
  }

  private void areSlow(String name, long tokens) {
    SharedLimit limit = SharedLimit.in(fleet, name, tokens);
    fleet.simulator().forget();

    // when
    link.slowDown(ROUND_TRIP);
    long fault = System.nanoTime();
    List<Crowd.Seen> seen = Crowd.of(limit).ended();
    long end = System.nanoTime();

    // then
    tell(
        limit,
        "slow, %d ms a round trip, for %d ms, p50 of what was served %d ms"
            .formatted(ROUND_TRIP.toMillis(), millis(fault, end), median(seen)),
        Crowd.statuses(seen));
    assertThat(Crowd.statuses(seen).keySet()).isSubsetOf(200, 402, 429);
  }

  @Test
  @Tag("slow")
  void areAwayForSomeSeconds() {
    areAway("away", TOKENS_AROUND_A_FAULT, Duration.ofSeconds(4));
  }

  @Test
  @Tag("soak")
  void areAwayForAMinute() {
    areAway("away-soak", TOKENS_AROUND_A_FAULT, Duration.ofMinutes(1));
  }

  private void areAway(String name, long tokens, Duration time) {
    SharedLimit limit = SharedLimit.in(fleet, name, tokens);
    fleet.simulator().forget();
    List<Caller> open = failingOpen(limit);
    Crowd crowd = Crowd.of(limit);
    crowd.awaitServed(SERVED_BEFORE);
    double uncounted = uncounted();

    // when
    link.cut();
    long fault = System.nanoTime();

    // then
    for (MaasProcess gateway : fleet.gateways()) {
      assertSaysWhoIsServed(gateway, name + "-open");
    }
    long known = System.nanoTime();
    int served = 0;
    while (System.nanoTime() - fault < time.toNanos()) {
      for (Caller caller : open) {
        assertThat(ask(caller, limit).status()).isEqualTo(200);
        served++;
      }
    }
    assertThat(uncounted() - uncounted).isGreaterThanOrEqualTo(served);
    long back = System.nanoTime();
    link.mend();
    List<Crowd.Seen> seen = crowd.ended();
    List<Crowd.Seen> meanwhile = sent(seen, known, back);
    tell(
        limit,
        "out of reach for %d s, %s meanwhile; failing open %d served uncounted; served again after"
                .formatted(time.toSeconds(), Crowd.statuses(meanwhile), served)
            + " %d ms".formatted(servedAgainAfter(seen, back)),
        Crowd.statuses(seen));
    assertThat(Crowd.statuses(meanwhile)).containsOnlyKeys(503);
    assertThat(Crowd.statuses(seen).keySet()).isSubsetOf(200, 402, 429, 503);
  }

  private static void assertSaysWhoIsServed(MaasProcess gateway, String subscription) {
    Caller operator = Caller.at(gateway.managementUrl());
    Eventually.holds(
        "the gateway knows that its counters are away",
        SOON,
        () -> !operator.get("/ready").json().at("/checks/counters").asBoolean());
    JsonNode ready = operator.get("/ready").expect(200).json();
    assertThat(ready.at("/troubles/counters").asText()).isNotEmpty();
    assertThat(ready.at("/served_without/counters/names").toString()).contains(subscription);
  }

  @Test
  @Tag("slow")
  void failOverToAReplica() {
    failOver("failed-over", TOKENS_AROUND_A_FAULT, 1);
  }

  @Test
  @Tag("soak")
  void failOverToAReplicaTenTimes() {
    failOver("failed-over-soak", TOKENS_AROUND_A_FAULT, 10);
  }

  private void failOver(String name, long tokens, int rounds) {
    for (int round = 1; round <= rounds; round++) {
      SharedLimit limit = SharedLimit.in(fleet, name + "-" + round, tokens);
      CounterServer replica = counters.replica(folder.resolve(name + "-" + round));
      fleet.simulator().forget();
      Crowd crowd = Crowd.of(limit);
      crowd.awaitServed(SERVED_BEFORE);

      // when
      long fault = System.nanoTime();
      counters.kill();
      replica.promote();
      link.leadTo(replica.port());
      counters = replica;

      // then
      List<Crowd.Seen> seen = crowd.ended();
      tell(
          limit,
          "failed over to a replica; served again after %d ms"
              .formatted(servedAgainAfter(seen, firstRefused(seen, fault))),
          Crowd.statuses(seen));
      assertThat(Crowd.statuses(seen).keySet()).isSubsetOf(200, 402, 429, 503);
    }
  }

  /// Prints what happened, and asserts that no more than the limit was served and all of it is on
  /// the ledger.
  private static void tell(SharedLimit limit, String what, Map<Integer, Long> statuses) {
    Reconciliation both = fleet.reconcile(limit.name()).verify();
    long served =
        both.told().stream()
            .filter(pair -> pair.recorded().subscription().endsWith("/" + limit.name()))
            .mapToLong(pair -> pair.recorded().total())
            .sum();
    System.out.printf(
        "counters %s: %d clients saw %s in all; served %d of %d tokens = %.4f; %s%n",
        what,
        GATEWAYS * Crowd.CLIENTS,
        statuses,
        served,
        limit.tokens(),
        (double) served / limit.tokens(),
        both.figures());
    assertThat(served).isPositive().isLessThanOrEqualTo(limit.tokens());
    assertThat(both.others()).isEmpty();
  }

  private static List<Caller> failingOpen(SharedLimit limit) {
    String name = limit.name() + "-open";
    fleet.administrator().apply(FAILS_OPEN.replace("NAME", limit.name())).expect(200);
    Tenancy.awaitSubscription(limit.owner(), name);
    List<Caller> callers = fleet.at(Administrator.key(limit.owner(), name, name));
    callers.forEach(caller ->
        Eventually.holds(
            caller.url() + " serves " + name, SOON, () -> ask(caller, limit).status() == 200));
    return callers;
  }

  private static Answer ask(Caller caller, SharedLimit limit) {
    return caller.post(Chat.PATH, Chat.of(limit.model(), "Hello", 5));
  }

  /// At all gateways.
  private static double uncounted() {
    return fleet.gateways().stream()
        .mapToDouble(gateway -> Metrics.gauge(gateway, "maas_requests_uncounted"))
        .sum();
  }

  private static List<Crowd.Seen> sent(List<Crowd.Seen> seen, long from, long until) {
    return seen.stream().filter(one -> one.sent() > from && one.answered() < until).toList();
  }

  private static long firstRefused(List<Crowd.Seen> seen, long fault) {
    return seen.stream()
        .filter(one -> one.status() == 503 && one.answered() > fault)
        .mapToLong(Crowd.Seen::answered)
        .min()
        .orElseThrow(() -> new AssertionError("no 503 (expected: some)"));
  }

  private static long servedAgainAfter(List<Crowd.Seen> seen, long moment) {
    long again =
        seen.stream()
            .filter(one -> one.status() == 200 && one.sent() > moment)
            .mapToLong(Crowd.Seen::answered)
            .min()
            .orElseThrow(() -> new AssertionError("nothing served again (expected: something)"));
    return millis(moment, again);
  }

  private static long median(List<Crowd.Seen> seen) {
    long[] times =
        seen.stream()
            .filter(one -> one.status() == 200)
            .mapToLong(one -> millis(one.sent(), one.answered()))
            .sorted()
            .toArray();
    return times[times.length / 2];
  }

  private static long millis(long from, long until) {
    return Duration.ofNanos(until - from).toMillis();
  }
}
