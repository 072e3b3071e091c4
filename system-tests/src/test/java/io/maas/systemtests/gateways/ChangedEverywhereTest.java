package io.maas.systemtests.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.systemtests.revocation.Burst;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.Chat;
import io.maas.testkit.outage.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Limits, policies and prices that change at the control plane while three gateways are busy.
class ChangedEverywhereTest {

  private static final int GATEWAYS = 3;
  private static final int CLIENTS = 8;
  private static final long PLENTY = 1_000_000_000;
  private static final String CHEAP = "0.000001";

  /// A second is promised; a machine with other things to do may take three.
  private static final Duration AT_MOST = Duration.ofSeconds(3);

  private static final String POLICY =
      """
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSAuthPolicy
      metadata: {name: changed, namespace: models-as-a-service}
      spec:
        modelRefs: [{name: changed, namespace: llm}]
        subjects: {groups: [{name: %s}]}
      """;

  private static final String SUBSCRIPTION =
      """
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSSubscription
      metadata: {name: changed, namespace: models-as-a-service}
      spec:
        owner: {groups: [{name: changed}]}
        enforcement: strict
        modelRefs:
          - name: changed
            namespace: llm
            tokenRateLimits: [{limit: %d, window: 12h, scope: subscription}]
            billingRate: {perToken: "%s", currency: EUR}
        rateLimits: [{limit: "1000.00", unit: cost, window: 12h, scope: subscription}]
      """;

  /// One that refuses everybody.
  private enum Change {
    POLICY(ChangedEverywhereTest.POLICY.formatted("nobody")),
    LIMIT(SUBSCRIPTION.formatted(1, CHEAP)),
    PRICE(SUBSCRIPTION.formatted(PLENTY, "1000"));

    private final String resource;

    Change(String resource) {
      this.resource = resource;
    }
  }

  @TempDir Path folder;

  @Test
  @Tag("slow")
  void isInForceAtEveryGatewayInThreeRounds() {
    isInForceAtEveryGateway(3);
  }

  @Test
  @Tag("soak")
  void isInForceAtEveryGatewayInThirtyRounds() {
    isInForceAtEveryGateway(30);
  }

  private void isInForceAtEveryGateway(int rounds) {
    try (Fleet fleet = new Fleet(folder, GATEWAYS)) {
      SharedLimit limit = SharedLimit.in(fleet, "changed", PLENTY);
      String served = POLICY.formatted("changed") + "---\n" + SUBSCRIPTION.formatted(PLENTY, CHEAP);
      for (Change change : Change.values()) {
        Duration worst = Duration.ZERO;
        for (int round = 1; round <= rounds; round++) {
          // given
          fleet.administrator().apply(served).expect(200);
          limit.gateways().forEach(gateway -> awaitServed(gateway, limit.model()));
          Duration passed = refuses(fleet, limit, change);
          worst = passed.compareTo(worst) > 0 ? passed : worst;
        }
        System.out.printf(
            "%s changed %d times under %d clients at each of %d gateways: the last request that"
                + " passed was sent at worst %d ms after the change was asked for%n",
            change, rounds, CLIENTS, GATEWAYS, worst.toMillis());
        assertThat(worst).isLessThan(AT_MOST);
      }
    }
  }

  private static void awaitServed(Caller caller, String model) {
    Eventually.holds(
        caller.url() + " serves",
        AT_MOST.multipliedBy(3),
        () -> caller.post(Chat.PATH, Chat.of(model, "Hello", 5)).status() == 200);
  }

  /// How long after the change the last request passed at any gateway.
  private static Duration refuses(Fleet fleet, SharedLimit limit, Change change) {
    List<Burst> bursts =
        limit.gateways().stream().map(caller -> Burst.of(CLIENTS, caller, limit.model())).toList();
    try {
      // when
      long changed = System.nanoTime();
      fleet.administrator().apply(change.resource).expect(200);

      // then
      Duration worst = Duration.ZERO;
      for (Burst burst : bursts) {
        Duration passed = burst.passedAfter(changed);
        worst = passed.compareTo(worst) > 0 ? passed : worst;
        assertThat(burst.refusedOtherwise()).isEqualTo(CLIENTS);
      }
      return worst;
    } finally {
      bursts.forEach(Burst::close);
    }
  }
}
