package io.maas.control.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.control.http.Declarations;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// With a key, all subscriptions of its owner are listed, their models cut down by policy; those of
/// one model are not cut down.
class ListedSubscriptionsTest {

  private ControlServer control;
  private String key;

  @BeforeEach
  void start() {
    control = ControlServer.start();
    control.apply(Declarations.basics());
    key = control.key(control.user("alice", "gold", "silver"), "silver");
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  void areAllOfTheKeysOwner() {
    assertThat(headers(control.get(key, "/v1/subscriptions")))
        .containsExactly("gold", "silver", "tier-free");
  }

  @Test
  void areCutDownToModelsThatAPolicyGrants() {
    control.apply(Declarations.policy("everyone", List.of("phi"), "system:authenticated"));

    Answer answer = control.get(key, "/v1/subscriptions");

    assertThat(headers(answer)).containsExactly("gold", "tier-free");
    assertThat(models(answer.json().get(0))).containsExactly("phi");
  }

  @Test
  void areNotCutDownWhereAModelIsAskedFor() {
    control.apply(Declarations.policy("everyone", List.of("phi"), "system:authenticated"));

    Answer answer = control.get(key, "/v1/model/granite/subscriptions");

    assertThat(headers(answer)).containsExactly("gold", "silver", "tier-free");
    assertThat(models(answer.json().get(0))).containsExactly("granite", "phi");
  }

  @Test
  void areNobodyElses() {
    Answer answer = control.get(control.user("bob"), "/v1/model/granite/subscriptions");

    assertThat(headers(answer)).containsExactly("tier-free");
    assertThat(control.get(key, "/v1/model/unknown/subscriptions").response().body())
        .isEqualTo("[]");
  }

  private static List<String> headers(Answer answer) {
    return answer.json().findValuesAsText("subscription_id_header");
  }

  private static List<String> models(JsonNode subscription) {
    return subscription.path("model_refs").findValuesAsText("name");
  }
}
