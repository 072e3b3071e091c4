package io.maas.control.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.control.http.Declarations;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How models are listed, for whom, and who gets no list.
class ListedModelsTest {

  private static final String HEADER = "X-MaaS-Subscription";

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
  void identifiesAModelAsItsPublisherDoesAndGivesTheGatewaysRoot() {
    Answer answer = control.get(alice, "/v1/models");

    assertThat(answer.json().at("/data/0/id").asText())
        .isEqualTo("publishers/llm/models/vendor/granite");
    assertThat(answer.json().path("data").findValuesAsText("url"))
        .containsOnly(ControlServer.GATEWAY);
  }

  @Test
  void listsBothOfTwoReferencesWithOneId() {
    control.apply(
        Declarations.model("twin").replace("vendor/twin", "vendor/granite")
            + "---\n"
            + Declarations.policy("twins", List.of("twin"), "gold")
            + "---\n"
            + Declarations.subscription("twins", 1, "gold", List.of("twin"), 10));

    Answer answer = control.get(alice, "/v1/models");

    assertThat(answer.json().path("data"))
        .filteredOn(m -> m.path("id").asText().equals("publishers/llm/models/vendor/granite"))
        .extracting(m -> m.path("owned_by").asText())
        .containsExactly("llm/granite", "llm/twin");
  }

  @Test
  void isAnEmptyListForWhoMayUseNothing() {
    control.delete(control.admin, "/v1/resources/configmap/maas-api/tier-to-group-mapping");

    Answer answer = control.get(control.user("carol"), "/v1/models");

    assertThat(answer.response().body()).isEqualTo("{\"object\":\"list\",\"data\":[]}");
  }

  @Test
  void isForbiddenInOneWordThroughASubscriptionThatIsGoneUnknownOrAnothers() {
    String key = control.key(alice, "gold");
    Answer unknown = control.get(alice, "/v1/models", HEADER, "nothing");
    Answer theirs = control.get(control.user("bob"), "/v1/models", HEADER, "gold");
    control.delete(control.admin, "/v1/resources/maassubscriptions/models-as-a-service/gold");
    Answer gone = control.get(key, "/v1/models");

    assertThat(unknown.status()).isEqualTo(403);
    assertThat(unknown.json().at("/error/type").asText()).isEqualTo("permission_error");
    assertThat(unknown.json().at("/error/message").asText())
        .isEqualTo("access denied to requested subscription");
    assertThat(theirs.status()).isEqualTo(403);
    assertThat(theirs.json()).isEqualTo(unknown.json());
    assertThat(gone.status()).isEqualTo(403);
    assertThat(gone.json()).isEqualTo(unknown.json());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gold", "nothing", "../..;%00", "\u00e9\u00ff", " "})
  void isThatOfTheKeysSubscriptionWhateverTheHeaderSays(String header) {
    String key = control.key(alice, "silver");

    Answer answer = control.get(key, "/v1/models", HEADER, header, HEADER, "gold");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("data").findValuesAsText("owned_by"))
        .containsExactly("llm/granite");
  }

  @Test
  void isCutDownToTheSubscriptionThatATokenNamesLast() {
    assertThat(owners(HEADER, "silver")).containsExactly("llm/granite");
    assertThat(owners(HEADER, "silver", HEADER, "gold")).containsExactly("llm/granite", "llm/phi");
    assertThat(owners(HEADER, "silver", HEADER, "")).containsExactly("llm/granite");
  }

  private List<String> owners(String... headers) {
    return control
        .get(alice, "/v1/models", headers)
        .json()
        .path("data")
        .findValuesAsText("owned_by");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/health",
        "/v1/models",
        "/v1/subscriptions",
        "/v1/api-keys/config",
        "/v1/whoami",
        "!/v1/subscriptions",
        "!/v1/api-keys/config",
        "/v1/no-such-route"
      })
  void refusesAnIdentityThatAClientSendsOnEveryRoute(String path) {
    for (String name : List.of("X-MaaS-Username", "X-MaaS-Group", "X-MaaS-Key-Id")) {
      Answer posing = control.get(alice, path, name, "root");
      Answer nobody = control.get("", path, name, "root");

      assertThat(posing.status()).as(name).isEqualTo(403);
      assertThat(nobody.status()).as(name).isEqualTo(403);
      assertThat(posing.response().body()).contains(name + ": sent by the client");
    }
  }
}
