package io.maas.control.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.control.http.Declarations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchEndpointsTest {

  private static final String GRANITE = "/v1/resources/maasmodelrefs/llm/granite";
  private static final String GOLD = "/v1/resources/maassubscription/models-as-a-service/gold";

  private ControlServer control;

  @BeforeEach
  void start() {
    control = ControlServer.start();
    control.apply(Declarations.basics());
    control.reconcile();
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  void changesWhatAPatchNamesAndNothingElse() {
    JsonNode before = read(GRANITE);

    Answer answer =
        control.patch(
            control.admin,
            GRANITE,
            "{'metadata':{'labels':{'team':'red'}},'spec':{'aliases':['other'],'endpoints':null,"
                + "'tokens':{'defaultMaxTokens':7}}}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/spec/aliases").toString()).isEqualTo("[\"other\"]");
    assertThat(answer.json().at("/spec").has("endpoints")).isFalse();
    assertThat(answer.json().at("/spec/tokens/defaultMaxTokens").asInt()).isEqualTo(7);
    assertThat(answer.json().at("/spec/modelRef")).isEqualTo(before.at("/spec/modelRef"));
    assertThat(answer.json().at("/metadata/labels/team").asText()).isEqualTo("red");
    assertThat(answer.json().at("/metadata/annotations"))
        .isEqualTo(before.at("/metadata/annotations"));
    assertThat(answer.json().at("/metadata/generation").asInt()).isEqualTo(2);
    assertThat(answer.json()).isEqualTo(read(GRANITE));
  }

  @Test
  void leavesTheStatusToTheOtherPatch() {
    Answer answer = control.patch(control.admin, GOLD, "{'status':{'phase':'Failed'}}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(read(GOLD).at("/status/phase").asText()).isEqualTo("Active");
  }

  @Test
  void writesAStatusWithoutANewGeneration() {
    JsonNode before = read(GOLD);

    Answer answer =
        control.patch(
            control.admin,
            GOLD + "/status",
            "{'status':{'phase':'Failed'},'spec':{'priority':99},'metadata':{'labels':{'a':'b'}}}",
            "Content-Type",
            "application/merge-patch+json");

    assertThat(answer.status()).isEqualTo(200);
    JsonNode after = read(GOLD);
    assertThat(after.at("/status/phase").asText()).isEqualTo("Failed");
    assertThat(after.at("/status/modelRefStatuses"))
        .isEqualTo(before.at("/status/modelRefStatuses"));
    assertThat(after.at("/spec")).isEqualTo(before.at("/spec"));
    assertThat(after.at("/metadata/labels").isMissingNode()).isTrue();
    assertThat(after.at("/metadata/generation")).isEqualTo(before.at("/metadata/generation"));
    assertThat(after.at("/metadata/resourceVersion"))
        .isNotEqualTo(before.at("/metadata/resourceVersion"));
  }

  @Test
  void keepsWhatWasWrittenByHandUntilThereIsAReasonToLook() {
    control.patch(control.admin, GOLD + "/status", "{'status':{'phase':'Failed'}}");
    control.reconcile();
    assertThat(read(GOLD).at("/status/phase").asText()).isEqualTo("Failed");

    control.patch(control.admin, GOLD, "{'spec':{'priority':21}}");
    control.reconcile();

    assertThat(read(GOLD).at("/status/phase").asText()).isEqualTo("Active");
    assertThat(read(GOLD).at("/status").has("setByHand")).isFalse();
  }

  @Test
  void givesTheStatusBackToUsWhenToldTo() {
    control.patch(control.admin, GOLD + "/status", "{'status':{'phase':'Failed'}}");

    control.patch(control.admin, GOLD + "/status", "{'status':{'setByHand':null}}");
    control.reconcile();

    assertThat(read(GOLD).at("/status/phase").asText()).isEqualTo("Active");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'spec':{'priority':'high'}}|400|spec.priority: 'high' (expected: a whole number",
        "{'metadata':{'name':'other'}}|400|(expected: MaaSSubscription models-as-a-service/gold",
        "{'kind':'Team'}|400|apiVersion: maas.opendatahub.io/v1alpha1",
        "{'metadata':{'resourceVersion':'1'}}|409|not the current one",
        "[]|400|no document",
        "7|400|no merge patch",
        "{|400|body: ",
      })
  void refusesWhatItCannotMean(String patch, int status, String message) {
    JsonNode before = read(GOLD);

    Answer answer = control.patch(control.admin, GOLD, patch);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.error()).contains(message.replace('\'', '"'));
    assertThat(read(GOLD)).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{'spec':{}}|no status", "{'status':7}|no status", "{'status':[]}|no status"})
  void wantsAStatusWhereOneIsToBeWritten(String patch, String message) {
    Answer answer = control.patch(control.admin, GOLD + "/status", patch);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).contains(message);
  }

  @Test
  void takesMergePatchesAlone() {
    Answer answer =
        control.patch(
            control.admin,
            GOLD,
            "[{'op':'remove','path':'/spec'}]",
            "Content-Type",
            "application/json-patch+json");

    assertThat(answer.status()).isEqualTo(415);
  }

  @Test
  void missesWhatIsNotThere() {
    String nothing = "/v1/resources/maasmodelref/llm/nothing";

    assertThat(control.patch(control.admin, nothing, "{}").status()).isEqualTo(404);
    assertThat(control.patch(control.admin, nothing + "/status", "{'status':{}}").error())
        .isEqualTo("MaaSModelRef llm/nothing not found");
  }

  @Test
  void isForAdministrators() {
    String alice = control.user("alice", "gold");

    assertThat(control.patch(alice, GOLD, "{}").status()).isEqualTo(403);
    assertThat(control.patch(alice, GOLD + "/status", "{'status':{}}").status()).isEqualTo(403);
  }

  private JsonNode read(String path) {
    return control.get(control.admin, path).json();
  }
}
