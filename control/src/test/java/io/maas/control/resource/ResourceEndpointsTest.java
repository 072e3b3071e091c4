package io.maas.control.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.control.http.Declarations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceEndpointsTest {

  private static final String GRANITE = "/v1/resources/maasmodelrefs/llm/granite";

  private ControlServer control;

  @BeforeEach
  void start() {
    control = ControlServer.start();
    control.apply(Declarations.basics());
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "maasmodelrefs",
        "maasmodelref",
        "MaaSModelRef",
        "maasmodelrefs.maas.opendatahub.io"
      })
  void knowsAKindByAllItsNames(String kind) {
    Answer answer = control.get(control.admin, "/v1/resources/" + kind);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("object")).isEqualTo("list");
    assertThat(answer.json().at("/data").findValuesAsText("kind")).contains("MaaSModelRef");
    assertThat(answer.json().at("/data/0/metadata/name").asText()).isEqualTo("granite");
    assertThat(answer.json().at("/data/1/metadata/name").asText()).isEqualTo("phi");
  }

  @Test
  void listsANamespaceAlone() {
    assertThat(
            control
                .get(control.admin, "/v1/resources/maasmodelrefs?namespace=other")
                .response()
                .body())
        .isEqualTo("{\"object\":\"list\",\"data\":[],\"has_more\":false}");
    assertThat(
            control
                .get(control.admin, "/v1/resources/maasmodelrefs?namespace=llm")
                .json()
                .path("data"))
        .hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pods", "maasmodelrefs.example.com", "x"})
  void saysWhichKindsThereAre(String kind) {
    Answer answer = control.get(control.admin, "/v1/resources/" + kind);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.error()).startsWith("kind: " + kind + " (expected: one of maasmodelrefs,");
  }

  @Test
  void readsOneAsItWasDeclared() {
    Answer answer = control.get(control.admin, GRANITE);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("apiVersion")).isEqualTo("maas.opendatahub.io/v1alpha1");
    assertThat(answer.json().at("/metadata/generation").asInt()).isEqualTo(1);
    assertThat(answer.json().at("/metadata/resourceVersion").isTextual()).isTrue();
    assertThat(answer.json().at("/spec/modelRef/name").asText()).isEqualTo("granite");
  }

  @Test
  void missesWhatIsNot() {
    Answer answer = control.get(control.admin, "/v1/resources/maasmodelrefs/llm/nothing");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.error()).isEqualTo("MaaSModelRef llm/nothing not found");
  }

  @Test
  void replacesTheVersionThatItWasReadAt() {
    String read = control.get(control.admin, GRANITE).response().body();
    String changed = read.replace("vendor/granite", "vendor/other");

    Answer first = control.put(control.admin, GRANITE, changed);
    Answer stale = control.put(control.admin, GRANITE, changed.replace("other", "third"));

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.json().at("/metadata/generation").asInt()).isEqualTo(2);
    assertThat(stale.status()).isEqualTo(409);
    assertThat(control.get(control.admin, GRANITE).response().body()).contains("vendor/other");
  }

  @Test
  void wantsToKnowWhichVersionIsReplaced() {
    String read = control.get(control.admin, GRANITE).response().body();

    Answer answer =
        control.put(
            control.admin, GRANITE, read.replaceFirst("\"resourceVersion\":\"[0-9]+\",", ""));

    assertThat(answer.status()).isEqualTo(409);
  }

  @Test
  void putsWhatIsNew() {
    Answer answer =
        control.put(
            control.admin,
            "/v1/resources/maasmodelrefs/llm/fresh",
            Declarations.model("fresh"),
            "Content-Type",
            "application/yaml");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().at("/metadata/name").asText()).isEqualTo("fresh");
  }

  @Test
  void putsOnlyWhatThePathNames() {
    Answer other =
        control.put(
            control.admin, GRANITE, Declarations.model("phi"), "Content-Type", "application/yaml");
    Answer two =
        control.put(
            control.admin,
            GRANITE,
            Declarations.model("granite") + "---\n" + Declarations.model("phi"),
            "Content-Type",
            "application/yaml");

    assertThat(other.status()).isEqualTo(400);
    assertThat(other.error())
        .isEqualTo(
            "body: MaaSModelRef llm/phi (expected: MaaSModelRef llm/granite, as in the path)");
    assertThat(two.error()).isEqualTo("body: 2 documents (expected: one)");
  }

  @Test
  void putsNothingThatBreaksARule() {
    String read = control.get(control.admin, GRANITE).response().body();

    Answer answer =
        control.put(
            control.admin, GRANITE, read.replace("LLMInferenceService", "InferenceService"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/violations/0/field").asText()).isEqualTo("spec.modelRef.kind");
    assertThat(answer.json().at("/violations/0/found").asText()).contains("InferenceService");
  }

  @Test
  void deletesOnce() {
    Answer first = control.delete(control.admin, GRANITE);
    Answer second = control.delete(control.admin, GRANITE);

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.text("result")).isEqualTo("deleted");
    assertThat(second.status()).isEqualTo(404);
  }

  @Test
  void waitsForFinalizers() {
    String read = control.get(control.admin, GRANITE).response().body();
    control.put(
        control.admin,
        GRANITE,
        read.replace("\"annotations\"", "\"finalizers\":[\"example.com/wait\"],\"annotations\""));

    Answer answer = control.delete(control.admin, GRANITE);

    assertThat(answer.text("result")).isEqualTo("deleting");
    assertThat(
            control.get(control.admin, GRANITE).json().at("/metadata/deletionTimestamp").asText())
        .isEqualTo("2026-03-01T12:00:00Z");
  }
}
