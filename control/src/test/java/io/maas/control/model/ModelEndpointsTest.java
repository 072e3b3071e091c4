package io.maas.control.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.control.http.Declarations;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModelEndpointsTest {

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
  void listsWhatAnySubscriptionOfMineGives() {
    Answer answer = control.get(alice, "/v1/models");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("object")).isEqualTo("list");
    assertThat(answer.header("X-Access-Checked-At")).isEqualTo("2026-03-01T12:00:00Z");
    JsonNode granite = answer.json().at("/data/0");
    assertThat(granite.path("id").asText()).isEqualTo("publishers/llm/models/vendor/granite");
    assertThat(granite.path("object").asText()).isEqualTo("model");
    assertThat(granite.path("created").asLong()).isEqualTo(ControlServer.NOW.getEpochSecond());
    assertThat(granite.path("owned_by").asText()).isEqualTo("llm/granite");
    assertThat(granite.path("ready").asBoolean()).isTrue();
    assertThat(granite.path("url").asText()).isEqualTo(ControlServer.GATEWAY);
    assertThat(granite.path("kind").asText()).isEqualTo("LLMInferenceService");
    assertThat(granite.at("/modelDetails/displayName").asText()).isEqualTo("The granite");
    assertThat(granite.path("aliases").toString()).contains("vendor/granite");
    assertThat(granite.path("subscriptions").findValuesAsText("name"))
        .containsExactlyInAnyOrder("gold", "silver", "tier-free");
    assertThat(answer.json().path("data")).hasSize(2);
  }

  @Test
  void showsAKeyWhatItsSubscriptionGives() {
    String key = control.key(alice, "silver");

    Answer answer = control.get(key, "/v1/models", "X-MaaS-Subscription", "gold");

    assertThat(owners(answer)).containsExactly("llm/granite");
    assertThat(answer.json().at("/data/0/subscriptions").findValuesAsText("name"))
        .containsExactly("silver");
  }

  @Test
  void keepsToTheSubscriptionThatATokenNames() {
    Answer silver = control.get(alice, "/v1/models", "X-MaaS-Subscription", "silver");
    Answer last =
        control.get(
            alice, "/v1/models", "X-MaaS-Subscription", "silver", "X-MaaS-Subscription", "gold");

    assertThat(owners(silver)).containsExactly("llm/granite");
    assertThat(owners(last)).containsExactly("llm/granite", "llm/phi");
  }

  @Test
  void tellsNobodyWhichSubscriptionsExist() {
    String bob = control.user("bob");

    Answer unknown = control.get(bob, "/v1/models", "X-MaaS-Subscription", "nothing");
    Answer somebodyElses = control.get(bob, "/v1/models", "X-MaaS-Subscription", "gold");

    assertThat(unknown.status()).isEqualTo(403);
    assertThat(unknown.json().at("/error/type").asText()).isEqualTo("permission_error");
    assertThat(unknown.json().at("/error/message").asText())
        .isEqualTo("access denied to requested subscription");
    assertThat(somebodyElses.json()).isEqualTo(unknown.json());
  }

  @Test
  void refusesASubscriptionThatDoesNotServe() {
    control.apply(Declarations.subscription("broken", 99, "gold", List.of("nowhere"), 5));

    Answer answer = control.get(alice, "/v1/models", "X-MaaS-Subscription", "broken");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.json().at("/error/message").asText())
        .isEqualTo("subscription broken is not ready");
  }

  @Test
  void listsNothingWhereNoPolicyGrantsIt() {
    String key = control.key(alice, "gold");
    control.apply(Declarations.policy("everyone", List.of("granite"), "silver"));

    assertThat(owners(control.get(key, "/v1/models"))).containsExactly("llm/granite");
    assertThat(owners(control.get(control.user("bob"), "/v1/models"))).isEmpty();
  }

  @Test
  void losesAKeysModelsWithItsSubscription() {
    String key = control.key(alice, "gold");
    control.delete(control.admin, "/v1/resources/maassubscriptions/models-as-a-service/gold");

    assertThat(control.get(key, "/v1/models").status()).isEqualTo(403);
  }

  private static List<String> owners(Answer answer) {
    return answer.json().path("data").findValuesAsText("owned_by");
  }
}
