package io.maas.systemtests.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.systemtests.ledger.Reconciliation;
import io.maas.systemtests.server.Served;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sixty-four clients at each of three gateways against one strict limit.
class ThreeGatewaysTest {

  private static final int GATEWAYS = 3;

  /// More than a hundred requests' worth.
  private static final long TOKENS = 10_000;

  private static final int SERVED_BEFORE_THE_LOSS = 100;
  private static final long TOKENS_AROUND_A_LOSS = 30_000;

  /// All requests of the tenant meet it, so all of its counters have to be in one place.
  private static final String LIMIT_OF_TENANT =
      """
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaasTenantConfig
      metadata: {name: default-tenant, namespace: models-as-a-service}
      spec: {limits: [{limit: 1000000, unit: requests, window: day}]}
      """;

  /// One in so many may not be decided in time, where the machine does too much at once.
  private static final int FEW = 50;

  @TempDir Path folder;

  @Test
  @Tag("slow")
  void serveNoMoreThanTheLimitInThreeRounds() {
    serveNoMoreThanTheLimit(3, SharedLimit::in);
  }

  @Test
  @Tag("soak")
  void serveNoMoreThanTheLimitInTwentyRounds() {
    serveNoMoreThanTheLimit(20, SharedLimit::in);
  }

  @Test
  @Tag("slow")
  void serveNoMoreThanTheLimitWhereTheyDebitAheadInTwoRounds() {
    serveNoMoreThanTheLimit(2, SharedLimit::leased);
  }

  @Test
  @Tag("soak")
  void serveNoMoreThanTheLimitWhereTheyDebitAheadInTwentyRounds() {
    serveNoMoreThanTheLimit(20, SharedLimit::leased);
  }

  @Test
  @Tag("slow")
  void serveNoMoreThanTheLimitWhenTheCountersAreLostInTwoRounds() {
    serveNoMoreWhenCountersAreLost(2, SharedLimit::in);
  }

  @Test
  @Tag("soak")
  void serveNoMoreThanTheLimitWhenTheCountersAreLostInTwentyRounds() {
    serveNoMoreWhenCountersAreLost(20, SharedLimit::in);
  }

  @Test
  @Tag("slow")
  void serveNoMoreThanTheLimitWhenTheResourcesMoveTheCounters() {
    try (Fleet fleet = opened()) {
      // given
      SharedLimit limit = SharedLimit.in(fleet, "moved", TOKENS_AROUND_A_LOSS);
      fleet.simulator().forget();
      Crowd crowd = Crowd.of(limit);
      crowd.awaitServed(SERVED_BEFORE_THE_LOSS);

      // when
      fleet.administrator().apply(LIMIT_OF_TENANT).expect(200);

      // then
      List<Crowd.Seen> seen = crowd.ended();
      servedOf(fleet, limit, "counters moved", seen);
      assertThat(Crowd.statuses(seen).keySet()).isSubsetOf(200, 402, 429, 503);
    }
  }

  @Test
  @Tag("soak")
  void serveNoMoreThanTheLimitWhenCountersAreLostThatTheyDebitAheadInTwentyRounds() {
    serveNoMoreWhenCountersAreLost(20, SharedLimit::leased);
  }

  /// How the limit of a round is declared.
  private interface Declare {
    SharedLimit in(Fleet fleet, String name, long tokens);
  }

  private void serveNoMoreThanTheLimit(int rounds, Declare declare) {
    try (Fleet fleet = opened()) {
      for (int round = 1; round <= rounds; round++) {
        // given
        SharedLimit limit = declare.in(fleet, "shared-" + round, TOKENS);
        fleet.simulator().forget();

        // when
        List<Crowd.Seen> seen = Crowd.of(limit).ended();

        // then
        double share = servedOf(fleet, limit, "round " + round, seen);
        assertThat(share).isBetween(0.98, 1.0);
        Map<Integer, Long> statuses = Crowd.statuses(seen);
        assertThat(statuses.keySet()).isSubsetOf(200, 402, 429, 503);
        assertThat(statuses.getOrDefault(503, 0L)).isLessThanOrEqualTo(seen.size() / FEW);
      }
    }
  }

  private void serveNoMoreWhenCountersAreLost(int rounds, Declare declare) {
    List<Duration> recoveries = new ArrayList<>();
    try (Fleet fleet = opened()) {
      for (int round = 1; round <= rounds; round++) {
        // given
        SharedLimit limit = declare.in(fleet, "lost-" + round, TOKENS_AROUND_A_LOSS);
        fleet.simulator().forget();
        Crowd crowd = Crowd.of(limit);
        crowd.awaitServed(SERVED_BEFORE_THE_LOSS);

        // when
        long lost = System.nanoTime();
        fleet.counters().killAndStartEmpty();

        // then
        List<Crowd.Seen> seen = crowd.ended();
        Duration recovery = recovery(seen, lost);
        recoveries.add(recovery);
        servedOf(
            fleet,
            limit,
            "round %d, recovered in %d ms".formatted(round, recovery.toMillis()),
            seen);
        assertThat(Crowd.statuses(seen).keySet()).isSubsetOf(200, 402, 429, 503);
      }
      System.out.printf(
          "counters lost %d times: recovered in at worst %d ms%n",
          rounds, recoveries.stream().mapToLong(Duration::toMillis).max().orElseThrow());
    }
  }

  private Fleet opened() {
    Fleet fleet = new Fleet(folder, GATEWAYS);
    fleet.simulator().tune(Map.of("time-to-first-token", "20ms", "inter-token-latency", "2ms"));
    return fleet;
  }

  /// Asserts that no more than the limit was served, and that all of it is in the ledger.
  ///
  /// @return served ÷ limit
  private static double servedOf(
      Fleet fleet, SharedLimit limit, String round, List<Crowd.Seen> seen) {
    Reconciliation both = fleet.reconcile(limit.name()).verify();
    long served = fleet.simulator().book().stream().mapToLong(Served::total).sum();
    double share = (double) served / limit.tokens();
    System.out.printf(
        "%s: %d clients, statuses %s: served %d of %d tokens = %.4f, counted %d; %s%n",
        round,
        Crowd.CLIENTS * GATEWAYS,
        Crowd.statuses(seen),
        served,
        limit.tokens(),
        share,
        limit.counted(),
        both.figures());
    assertThat(served).isPositive().isLessThanOrEqualTo(limit.tokens());
    assertThat(both.others()).isEmpty();
    return share;
  }

  /// From the first 503 to the first answer to a request that was sent after it.
  private static Duration recovery(List<Crowd.Seen> seen, long lost) {
    long first =
        seen.stream()
            .filter(one -> one.status() == 503 && one.answered() > lost)
            .mapToLong(Crowd.Seen::answered)
            .min()
            .orElseThrow(() -> new AssertionError("no 503 (expected: some)"));
    long again =
        seen.stream()
            .filter(one -> one.status() == 200 && one.sent() > first)
            .mapToLong(Crowd.Seen::answered)
            .min()
            .orElseThrow(() -> new AssertionError("no 200 after a 503 (expected: some)"));
    return Duration.ofNanos(again - first);
  }
}
