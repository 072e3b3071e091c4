package io.maas.control.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.control.http.Declarations;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubscriptionEndpointsTest {

  private ControlServer control;
  private String alice;

  @BeforeEach
  void start() {
    control = ControlServer.start();
    control.apply(Declarations.basics());
    alice = control.user("alice", "gold", "silver");
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  void listsMySubscriptionsByName() {
    Answer answer = control.get(alice, "/v1/subscriptions");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().isArray()).isTrue();
    assertThat(headers(answer)).containsExactly("gold", "silver", "tier-free");
    JsonNode gold = answer.json().get(0);
    assertThat(gold.path("display_name").asText()).isEqualTo("The gold");
    assertThat(gold.path("subscription_description").isTextual()).isTrue();
    assertThat(gold.path("priority").asInt()).isEqualTo(20);
    assertThat(gold.path("organization_id").asText()).isEqualTo("org-1");
    assertThat(gold.path("cost_center").asText()).isEqualTo("cc-42");
    assertThat(gold.at("/labels/team").asText()).isEqualTo("red");
    JsonNode granite = gold.at("/model_refs/0");
    assertThat(granite.path("name").asText()).isEqualTo("granite");
    assertThat(granite.path("model_name").asText())
        .isEqualTo("publishers/llm/models/vendor/granite");
    assertThat(granite.path("display_name").asText()).isEqualTo("The granite");
    assertThat(granite.path("source").asText()).isEqualTo("internal");
    assertThat(granite.path("token_rate_limits").toString())
        .isEqualTo("[{\"limit\":200000,\"window\":\"1m\"}]");
    assertThat(gold.path("failure_mode").asText()).isEqualTo("closed");
    assertThat(granite.at("/billing_rate/per_token").asText()).isEqualTo("0.00002");
  }

  @Test
  void tellsOfATiersRequestsToo() {
    Answer answer = control.get(control.user("carol"), "/v1/subscriptions");

    assertThat(headers(answer)).containsExactly("tier-free");
    assertThat(answer.json().at("/0/model_refs/0/request_rate_limits").toString())
        .isEqualTo("[{\"limit\":5,\"window\":\"2m\"}]");
    assertThat(answer.json().at("/0/model_refs/0/token_rate_limits").toString())
        .isEqualTo("[{\"limit\":100,\"window\":\"1m\"}]");
  }

  @Test
  void tellsAllThatIsSaidOfEveryLimit() {
    control.apply(
        """
        apiVersion: maas.opendatahub.io/v1alpha1
        kind: MaaSSubscription
        metadata: {name: all, namespace: models-as-a-service}
        spec:
          owner: {users: [dora]}
          enforcement: strict
          failureMode: open
          rateLimits: [{limit: "25.00", unit: cost, window: month, scope: subscription}]
          modelRefs:
            - name: granite
              namespace: llm
              tokenRateLimits: [{limit: 9, window: day, weights: {cached: 0.5}}]
              requestRateLimits: [{limit: 2, unit: concurrent_requests, scope: key}]
              billingRate: {perToken: "0.001", currency: EUR}
        """);

    JsonNode all = control.get(control.user("dora"), "/v1/subscriptions").json().get(0);

    assertThat(all.path("failure_mode").asText()).isEqualTo("open");
    assertThat(all.at("/model_refs/0/token_rate_limits").toString())
        .isEqualTo("[{\"limit\":9,\"window\":\"day\"}]");
    assertThat(all.at("/model_refs/0").has("request_rate_limits")).isFalse();
    assertThat(all.at("/model_refs/0/limits").toString())
        .isEqualTo(
            """
            [{"limit":9,"unit":"total_tokens","weights":{"input":1,"cached":0.5,"output":1},\
            "window":"day","scope":"user","over":"model","enforcement":"settle"},\
            {"limit":2,"unit":"concurrent_requests","scope":"key","over":"model",\
            "enforcement":"strict"},\
            {"limit":"25","unit":"cost","currency":"EUR","window":"month",\
            "scope":"subscription","over":"subscription","enforcement":"settle"}]\
            """);
  }

  @Test
  void saysWhatEachKindOfTokenCosts() {
    control.apply(
        """
        apiVersion: maas.opendatahub.io/v1alpha1
        kind: MaaSSubscription
        metadata: {name: priced, namespace: models-as-a-service}
        spec:
          owner: {users: [dora]}
          rateLimits: [{limit: 9, window: day}]
          modelRefs:
            - name: granite
              namespace: llm
              billingRate: {perInputToken: "0.003", perOutputToken: "0.015", perReplayedToken: "0.001"}
            - {name: phi, namespace: llm, billingRate: {perToken: "0.001"}}
        """);

    JsonNode models =
        control.get(control.user("dora"), "/v1/subscriptions").json().get(0).get("model_refs");

    assertThat(models.findValues("billing_rate"))
        .extracting(JsonNode::toString)
        .containsExactlyInAnyOrder(
            "{\"per_input_token\":\"0.003\",\"per_cached_token\":\"0.003\","
                + "\"per_output_token\":\"0.015\",\"per_replayed_token\":\"0.001\"}",
            "{\"per_token\":\"0.001\"}");
  }

  @Test
  void leavesOutModelsAndSubscriptionsThatNoPolicyGrants() {
    control.apply(Declarations.policy("everyone", List.of("phi"), "system:authenticated"));

    Answer answer = control.get(alice, "/v1/subscriptions");

    assertThat(headers(answer)).containsExactly("gold", "tier-free");
    assertThat(answer.json().at("/0/model_refs").findValuesAsText("name")).containsExactly("phi");
  }

  @Test
  void findsTheSubscriptionsOfAModel() {
    assertThat(headers(control.get(alice, "/v1/model/phi/subscriptions")))
        .containsExactly("gold", "tier-free");
    assertThat(headers(control.get(alice, "/v1/model/granite/subscriptions")))
        .containsExactly("gold", "silver", "tier-free");
    assertThat(control.get(alice, "/v1/model/unknown/subscriptions").response().body())
        .isEqualTo("[]");
  }

  @Test
  void leavesOutSubscriptionsThatFailed() {
    control.apply(Declarations.subscription("broken", 99, "gold", List.of("nowhere"), 5));

    assertThat(headers(control.get(alice, "/v1/subscriptions"))).doesNotContain("broken");
  }

  private static List<String> headers(Answer answer) {
    return answer.json().findValuesAsText("subscription_id_header");
  }
}
