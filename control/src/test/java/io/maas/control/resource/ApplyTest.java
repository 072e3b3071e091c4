package io.maas.control.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.control.http.Declarations;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplyTest {

  private static final String GOLD = "/v1/resources/maassubscriptions/models-as-a-service/gold";

  private ControlServer control;

  @BeforeEach
  void start() {
    control = ControlServer.start();
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  void appliesManyDocumentsAtOnce() {
    Answer first = control.apply(Declarations.basics());
    Answer second = control.apply(Declarations.basics());

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.text("object")).isEqualTo("list");
    assertThat(first.json().path("data")).hasSize(6);
    assertThat(first.json().at("/data/0").toString())
        .isEqualTo(
            "{\"apiVersion\":\"maas.opendatahub.io/v1alpha1\",\"kind\":\"MaaSModelRef\","
                + "\"namespace\":\"llm\",\"name\":\"granite\",\"result\":\"created\"}");
    assertThat(second.json().findValuesAsText("result")).containsOnly("unchanged");
  }

  @Test
  void appliesJsonAlone() {
    assertThat(json(subscription("")).json().findValuesAsText("result")).containsExactly("created");
  }

  @Test
  void appliesAnArrayAndAList() {
    Answer array = json("[" + subscription("") + "]");
    Answer list =
        json("{'apiVersion':'v1','kind':'List','items':[" + subscription("'priority':7,") + "]}");

    assertThat(array.json().findValuesAsText("result")).containsExactly("created");
    assertThat(list.json().findValuesAsText("result")).containsExactly("configured");
  }

  @Test
  void writesNothingIfAnythingIsWrong() {
    Answer answer =
        control.apply(
            Declarations.subscription("gold", 1, "gold", List.of("granite"), 5)
                + "---\n"
                + Declarations.subscription("bad", 1, "gold", List.of("granite"), -3)
                + "---\nkind: Pod\napiVersion: v1\nmetadata: {name: x}\n---\njust text\n");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).startsWith("nothing was applied: ").contains("more");
    List<String> flaws = new ArrayList<>();
    answer.json().path("violations").forEach(flaw -> flaws.add(flaw.toString()));
    assertThat(flaws)
        .anySatisfy(flaw ->
            assertThat(flaw)
                .contains(
                    "\"resource\":\"MaaSSubscription models-as-a-service/bad\"",
                    "\"field\":\"spec.modelRefs[0].tokenRateLimits[0].limit\"",
                    "\"found\":\"-3\"",
                    "\"expected\":"))
        .anySatisfy(flaw -> assertThat(flaw).contains("document 3 (x)", "Pod"))
        .anySatisfy(flaw -> assertThat(flaw).contains("document 4", "a string", "an object"));
    assertThat(control.get(control.admin, GOLD).status()).isEqualTo(404);
  }

  @Test
  void refusesOneResourceTwice() {
    Answer answer =
        control.apply(Declarations.model("granite") + "---\n" + Declarations.model("granite"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).contains("MaaSModelRef llm/granite", "each but once");
  }

  @Test
  void removesWhatWasTakenOutAndKeepsWhatOthersAdded() {
    json(subscription("'priority':7,'tokenMetadata':{'costCenter':'cc','labels':{'a':'1'}},"));
    JsonNode live = control.get(control.admin, GOLD).json();
    String others =
        live.toString().replace("\"labels\":{\"a\":\"1\"}", "\"labels\":{\"a\":\"1\",\"b\":\"2\"}");
    assertThat(control.put(control.admin, GOLD, others).status()).isEqualTo(200);

    Answer applied = json(subscription("'tokenMetadata':{'labels':{'a':'3'}},"));
    JsonNode spec = control.get(control.admin, GOLD).json().path("spec");

    assertThat(applied.json().findValuesAsText("result")).containsExactly("configured");
    assertThat(spec.has("priority")).isFalse();
    assertThat(spec.path("tokenMetadata").toString())
        .isEqualTo("{\"labels\":{\"a\":\"3\",\"b\":\"2\"}}");
  }

  @Test
  void takesANullForAFieldThatIsToGo() {
    json(subscription("'priority':7,"));

    json(subscription("'priority':null,"));

    assertThat(control.get(control.admin, GOLD).json().path("spec").has("priority")).isFalse();
  }

  @Test
  void takesBackWhatItGave() {
    json(subscription("'priority':7,"));

    Answer again = json(control.get(control.admin, GOLD).response().body());

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().findValuesAsText("result")).containsExactly("unchanged");
  }

  @Test
  void refusesADocumentThatIsBasedOnAnOlderOne() {
    json(subscription(""));
    String old = control.get(control.admin, GOLD).response().body();
    json(subscription("'priority':7,"));

    Answer answer = json(old);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.error()).contains("metadata.resourceVersion");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: [", "a: 1\na: 2", "---\n---\n", "a: &x 1\nb: *x", "\t- a", "%"})
  void refusesWhatIsNoYamlThatItTakes(String yaml) {
    Answer answer = control.apply(yaml);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).startsWith("body: ");
  }

  @Test
  void makesNoObjectsOutOfTags() {
    Answer answer = control.apply("!!javax.script.ScriptEngineManager [a]");

    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void refusesYamlThatIsNestedWithoutEnd() {
    Answer answer = control.apply("a: " + "[".repeat(20_000));

    assertThat(answer.status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{'a':1,'a':2}"})
  void refusesWhatIsNoJson(String body) {
    assertThat(json(body).status()).isEqualTo(400);
  }

  @Test
  void notesTheSourceOnWhatItCreates() {
    from("here", subscription(""));

    from("there", subscription("'priority':7,"));

    assertThat(origin()).isEqualTo("there");
  }

  @Test
  void notesNoSourceOnWhatOthersMade() {
    json(subscription(""));

    Answer answer = from("here", subscription("'priority':7,"));

    assertThat(answer.json().findValuesAsText("result")).containsExactly("configured");
    assertThat(origin()).isEmpty();
  }

  @Test
  void takesOverWhatIsAppliedFromNowhere() {
    from("here", subscription(""));
    String read = control.get(control.admin, GOLD).response().body();

    json(read);
    from("here", subscription("'priority':7,"));

    assertThat(read).contains(Origin.ANNOTATION);
    assertThat(origin()).isEmpty();
  }

  private Answer from(String source, String json) {
    return control.post(control.admin, "/v1/resources/apply?source=" + source, json);
  }

  private String origin() {
    return control
        .get(control.admin, GOLD)
        .json()
        .path("metadata")
        .path("annotations")
        .path(Origin.ANNOTATION)
        .asText("");
  }

  private Answer json(String body) {
    return control.post(
        control.admin, "/v1/resources/apply", body, "Content-Type", "application/json");
  }

  private static String subscription(String more) {
    return "{'apiVersion':'maas.opendatahub.io/v1alpha1','kind':'MaaSSubscription',"
        + "'metadata':{'name':'gold','namespace':'models-as-a-service'},'spec':{"
        + more
        + "'owner':{'groups':[{'name':'gold'}]},'modelRefs':[{'name':'m','namespace':'llm',"
        + "'tokenRateLimits':[{'limit':1,'window':'1m'}]}]}}";
  }
}
