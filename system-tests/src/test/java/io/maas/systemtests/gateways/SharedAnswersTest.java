package io.maas.systemtests.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.systemtests.server.Administrator;
import io.maas.systemtests.server.Answer;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.Chat;
import io.maas.systemtests.server.MaasProcess;
import io.maas.systemtests.server.Tenancy;
import io.maas.testkit.outage.Eventually;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An answer that one gateway got and another gives again, and what becomes of its cost when the
/// counters are lost.
class SharedAnswersTest {

  private static final String NAME = "again";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final String RESOURCES =
      """
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSModelRef
      metadata: {name: again, namespace: llm}
      spec:
        modelRef: {kind: LLMInferenceService, name: again}
        servedModelName: facebook/opt-125m
        endpoints: [{url: "URL"}]
        tokens: {template: {perPrompt: 2, perMessage: 3}}
        responseCache: {ttl: 1h}
      ---
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSAuthPolicy
      metadata: {name: again, namespace: models-as-a-service}
      spec:
        modelRefs: [{name: again, namespace: llm}]
        subjects: {groups: [{name: again}]}
      ---
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSSubscription
      metadata: {name: again, namespace: models-as-a-service}
      spec:
        owner: {groups: [{name: again}]}
        enforcement: strict
        modelRefs:
          - name: again
            namespace: llm
            billingRate: {perToken: "0.001", perReplayedToken: "0.0001", currency: EUR}
            tokenRateLimits:
              - {unit: cost, limit: "100", window: 12h}
              - {unit: requests, limit: 1000, window: 12h}
              - {unit: total_tokens, limit: 100000, window: 12h}
      """;

  @TempDir private Path folder;

  @Test
  @Tag("slow")
  void isOneRequestAndItsOwnPriceAtEveryGatewayAlsoAfterCountersAreLost() {
    try (Fleet fleet = new Fleet(folder, 2)) {
      // given
      Administrator administrator = fleet.administrator();
      administrator.apply(RESOURCES.replace("URL", fleet.simulator().url())).expect(200);
      Caller owner = administrator.user(NAME, NAME);
      Tenancy.awaitSubscription(owner, NAME);
      List<Caller> at = fleet.at(Administrator.key(owner, NAME, NAME));
      at.forEach(caller -> SharedLimit.awaitKnown(caller, NAME));
      Answer first = at.get(0).post(Chat.PATH, Chat.of("llm/again", "Hello", 20)).expect(200);

      // when
      Answer second = at.get(1).post(Chat.PATH, Chat.of("llm/again", "Hello", 20)).expect(200);

      // then
      assertThat(first.header("x-maas-cache")).isEqualTo("miss");
      assertThat(second.header("x-maas-cache")).isEqualTo("hit");
      assertThat(second.body()).isEqualTo(first.body());
      assertThat(fleet.simulator().book()).hasSize(1);
      long tokens = first.json().path("usage").path("total_tokens").asLong();
      awaitCounted(owner, tokens);

      fleet.gateways().forEach(MaasProcess::awaitDrained);
      fleet.counters().killAndStartEmpty();
      fleet.gateways().forEach(Fleet::awaitReady);

      awaitCounted(owner, tokens);
      Answer forgotten = at.get(0).post(Chat.PATH, Chat.of("llm/again", "Hello", 20)).expect(200);
      assertThat(forgotten.header("x-maas-cache")).isEqualTo("miss");
    }
  }

  /// One answer of an engine and one of before.
  private static void awaitCounted(Caller owner, long tokens) {
    BigDecimal cost =
        new BigDecimal("0.0011").multiply(BigDecimal.valueOf(tokens)).stripTrailingZeros();
    Eventually.holds(
        tokens + " tokens, 2 requests and " + cost + " EUR are counted",
        PATIENCE,
        () ->
            used(owner, "total_tokens").compareTo(BigDecimal.valueOf(tokens)) == 0
                && used(owner, "requests").compareTo(BigDecimal.TWO) == 0
                && used(owner, "cost").compareTo(cost) == 0);
  }

  private static BigDecimal used(Caller owner, String unit) {
    Answer quota = owner.get(Administrator.API + "/quota?subscription=" + NAME);
    if (quota.status() == 200) {
      for (JsonNode limit : quota.json().path("data")) {
        if (limit.path("unit").asText().equals(unit)) {
          return new BigDecimal(limit.path("used").asText());
        }
      }
    }
    return BigDecimal.ONE.negate();
  }
}
