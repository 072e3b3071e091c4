package io.maas.control.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.control.http.Declarations;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExplainEndpointTest {

  private final ControlServer control = ControlServer.start();
  private String alice = "";

  @BeforeEach
  void declares() {
    alice = control.user("alice", "engineering");
    control.apply(Declarations.model("granite"));
    control.apply(Declarations.subscription("gold", 10, "engineering", List.of("granite"), 1000));
    control.apply(Declarations.subscription("silver", 1, "others", List.of("granite"), 1000));
    control.apply(Declarations.policy("engineers", List.of("granite"), "engineering"));
    control.apply(Declarations.policy("strangers", List.of("granite"), "others"));
  }

  @AfterEach
  void stops() {
    control.close();
  }

  private JsonNode explain(String token, String query) {
    Answer answer = control.get(token, "/v1/explain?" + query);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  private static List<String> names(JsonNode list) {
    return list.findValuesAsText("name");
  }

  @Test
  void namesWhatLetsSomebodyIn() {
    JsonNode why = explain(control.admin, "model=granite&user=alice");

    assertThat(why.path("allowed").asBoolean()).isTrue();
    assertThat(why.path("subscription").asText()).isEqualTo("models-as-a-service/gold");
    assertThat(why.path("groups").toString()).contains("engineering", "system:authenticated");
    assertThat(why.path("decided_by").toString())
        .isEqualTo(
            "[{\"kind\":\"MaaSSubscription\",\"name\":\"models-as-a-service/gold\"},"
                + "{\"kind\":\"MaaSAuthPolicy\",\"name\":\"models-as-a-service/engineers\"}]");
    assertThat(names(why.path("findings")))
        .containsExactly(
            "llm/granite",
            "models-as-a-service/gold",
            "models-as-a-service/silver",
            "models-as-a-service/engineers",
            "models-as-a-service/strangers");
  }

  @Test
  void saysWhatTheGatewayWouldAnswer() {
    JsonNode why = explain(control.admin, "model=granite&user=alice&subscription=silver");

    assertThat(why.path("allowed").asBoolean()).isFalse();
    assertThat(why.path("status").asInt()).isEqualTo(403);
    assertThat(why.path("message").asText()).isEqualTo("access denied to requested subscription");
    assertThat(names(why.path("decided_by"))).containsExactly("models-as-a-service/silver");
    assertThat(explain(control.admin, "model=nothing&user=alice").path("status").asInt())
        .isEqualTo(404);
  }

  @Test
  void showsNobodyWhatIsOthers() {
    JsonNode why = explain(alice, "model=granite&subscription=silver");

    assertThat(why.path("allowed").asBoolean()).isFalse();
    assertThat(why.toString()).doesNotContain("models-as-a-service/silver", "strangers");
    JsonNode none = explain(alice, "model=granite&subscription=nothing");
    assertThat(none).isEqualTo(why);
  }

  /// Of characters, whatever each of them takes to write.
  @Test
  void takesNamesOfModelsAsLongAsTheDocumentSays() {
    assertThat(explain(alice, "model=" + "%F0%9F%98%80".repeat(1024 / 8)).path("status").asInt())
        .isEqualTo(404);

    Answer longer = control.get(alice, "/v1/explain?model=" + "x".repeat(1025));

    assertThat(longer.status()).isEqualTo(400);
    assertThat(longer.error()).isEqualTo("model: 1025 characters (expected: at most 1024)");
  }

  @Test
  void letsOnlyAdministratorsAskAboutOthers() {
    Answer answer = control.get(alice, "/v1/explain?model=granite&user=bob");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.response().body()).contains("can only see their own explanations");
    assertThat(control.get(control.admin, "/v1/explain?model=granite&user=bob").status())
        .isEqualTo(404);
    assertThat(control.get(alice, "/v1/explain").status()).isEqualTo(400);
  }
}
