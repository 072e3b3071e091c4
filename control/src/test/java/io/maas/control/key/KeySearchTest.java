package io.maas.control.key;

import static io.maas.control.http.ControlServer.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.control.http.Declarations;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeySearchTest {

  private static ControlServer control;
  private static String alice;

  @BeforeAll
  static void start() {
    control = ControlServer.start();
    control.apply(Declarations.basics());
    alice = control.user("alice", "gold", "silver");
    String bob = control.user("bob");
    mint(alice, "{'name':'b-first','subscription':'gold','expiresIn':'3d'}");
    control.now.set(NOW.plusSeconds(1));
    mint(alice, "{'name':'a-second','subscription':'silver','labels':{'team':'red','x':'y'}}");
    control.now.set(NOW.plusSeconds(2));
    String revoked = mint(alice, "{'name':'d-revoked'}").text("id");
    control.delete(alice, "/v1/api-keys/" + revoked);
    control.now.set(NOW.plusSeconds(3));
    mint(alice, "{'name':'c-third','expiresIn':5}");
    mint(alice, "{'ephemeral':true,'name':'e'}");
    mint(bob, "{'name':'bobs'}");
    control.now.set(NOW.plusSeconds(10));
  }

  private static Answer mint(String token, String body) {
    return control.post(token, "/v1/api-keys", body);
  }

  @AfterAll
  static void stop() {
    control.close();
  }

  @Test
  void takesAllFiltersThatTheReferenceDeclares() {
    assertThat(names(search(alice, "{'filters':{'nameContains':'RS'}}")))
        .containsExactly("b-first");
    assertThat(names(search(alice, "{'filters':{'descriptionContains':'x'}}"))).isEmpty();
    assertThat(names(search(alice, "{'filters':{'hasBeenUsed':true}}"))).isEmpty();
    assertThat(names(search(alice, "{'filters':{'hasExpiration':true}}"))).hasSize(4);
    String second = "'" + NOW.plusSeconds(1) + "'";
    assertThat(names(search(alice, "{'filters':{'createdAfter':" + second + "}}")))
        .containsExactly("c-third", "d-revoked");
    assertThat(names(search(alice, "{'filters':{'createdBefore':" + second + "}}")))
        .containsExactly("b-first");
    assertThat(names(search(alice, "{'filters':{'expiresBefore':'" + NOW.plusSeconds(60) + "'}}")))
        .containsExactly("c-third");
    assertThat(names(search(alice, "{'filters':{'lastUsedAfter':" + second + "}}"))).isEmpty();
    assertThat(names(search(alice, "{'filters':{'expiresAfter':'2126-01-01T00:00:00Z'}}")))
        .isEmpty();
    Answer refused = search(alice, "{'filters':{'createdAfter':'yesterday','hasBeenUsed':'no'}}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.error()).contains("filters.createdAfter: yesterday", "filters.hasBeenUsed");
  }

  @Test
  void listsMyKeysAsABareArrayToo() {
    Answer answer = control.get(alice, "/v1/api-keys");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().findValuesAsText("name"))
        .containsExactly("c-third", "d-revoked", "a-second", "b-first");
    assertThat(answer.json().findValuesAsText("status"))
        .containsExactly("expired", "revoked", "active", "active");
    assertThat(answer.json().get(0).path("expiredAt").asText())
        .isEqualTo(answer.json().get(0).path("expirationDate").asText());
    assertThat(answer.json().get(2).has("expiredAt")).isFalse();
    assertThat(control.get(alice, "/v1/api-keys?limit=1&offset=1").json().findValuesAsText("name"))
        .containsExactly("d-revoked");
    assertThat(control.get(alice, "/v1/api-keys?limit=101").error())
        .isEqualTo("limit: 101 (expected: 1 to 100)");
    assertThat(control.get(alice, "/v1/api-keys?offset=-1").status()).isEqualTo(400);
  }

  @Test
  void listsMyKeysNewestFirst() {
    Answer answer = search(alice, "{}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("object")).isEqualTo("list");
    assertThat(names(answer)).containsExactly("c-third", "d-revoked", "a-second", "b-first");
    assertThat(answer.json().path("has_more").asBoolean()).isFalse();
  }

  @Test
  void answersAnEmptyListNotNull() {
    Answer answer = search(control.user("nobody"), "{}");

    assertThat(answer.response().body()).contains("\"data\":[]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'filters':{'status':['active']}}|a-second,b-first",
        "{'filters':{'status':['expired']}}|c-third",
        "{'filters':{'status':['revoked']}}|d-revoked",
        "{'filters':{'includeEphemeral':true,'status':['active']}}|a-second,b-first,e",
        "{'filters':{'subscription':'silver'}}|a-second",
        "{'filters':{'subscription':'models-as-a-service/silver'}}|a-second",
        "{'filters':{'labelsContain':{'team':'red'}}}|a-second",
        "{'filters':{'username':'alice','subscription':'gold','status':['active']}}|b-first",
        "{'filters':{'nameContains':'SEC','subscription':'silver'}}|a-second",
      })
  void keepsToTheFilters(String body, String expected) {
    assertThat(names(search(alice, body))).containsExactlyInAnyOrder(expected.split(",", -1));
  }

  @Test
  void findsNothingForLabelsThatNoKeyHas() {
    assertThat(names(search(alice, "{'filters':{'labelsContain':{'team':'red','x':'z'}}}")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'sort':{'by':'name','order':'ASC'}}|a-second,b-first,c-third,d-revoked",
        "{'sort':{'by':'name'}}|d-revoked,c-third,b-first,a-second",
        "{'sort':{'by':'expires_at','order':'asc'},'pagination':{'limit':2}}|c-third,b-first",
        "{'sort':{'by':'name','order':'asc'},'pagination':{'limit':1,'offset':1}}|b-first",
      })
  void sortsAndTurnsPages(String body, String expected) {
    assertThat(names(search(alice, body))).containsExactly(expected.split(",", -1));
  }

  @Test
  void saysWhetherThereIsMore() {
    assertThat(more("{'pagination':{'limit':3}}")).isTrue();
    assertThat(more("{'pagination':{'limit':4}}")).isFalse();
    assertThat(more("{'pagination':{'limit':5000}}")).isFalse();
  }

  private static boolean more(String body) {
    return search(alice, body).json().path("has_more").asBoolean();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|body: empty",
        "{'filters':{'status':['gone']}}|filters.status: gone (expected: active, paused, revoked"
            + " or",
        "{'filters':{'status':'active'}}|filters.status: a string (expected: a list",
        "{'sort':{'by':'size'}}|sort.by: size (expected: created_at,",
        "{'sort':{'order':'up'}}|sort.order: up (expected: asc or desc)",
        "{'pagination':{}}|pagination.limit: 0 (expected: 1 to 100)",
        "{'pagination':{'limit':1,'offset':-1}}|pagination.offset: -1 (expected: >= 0)",
        "{'pagination':{'limit':1.5}}|pagination.limit: 1.5 (expected: a whole number)",
        "{'filters':[]}|filters: a list (expected: an object)",
      })
  void saysWhatIsWrong(String body, String message) {
    Answer answer = search(alice, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).contains(message);
  }

  @Test
  void showsOthersKeysToAdministratorsOnly() {
    Answer mine = search(alice, "{'filters':{'username':'bob'}}");
    Answer admins = search(control.admin, "{'filters':{'username':'bob'}}");
    Answer all = search(control.admin, "{'filters':{'includeEphemeral':true}}");

    assertThat(mine.status()).isEqualTo(403);
    assertThat(mine.error()).isEqualTo("non-admin users can only search their own API keys");
    assertThat(names(admins)).containsExactly("bobs");
    assertThat(names(all)).hasSize(6);
  }

  private static Answer search(String token, String body) {
    return control.post(token, "/v1/api-keys/search", body);
  }

  private static List<String> names(Answer answer) {
    return answer.json().path("data").findValuesAsText("name").stream().toList();
  }

  @Test
  void writesEachKeyAsItIsReadAlone() {
    JsonNode first = search(alice, "{'filters':{'subscription':'silver'}}").json().at("/data/0");

    assertThat(control.get(alice, "/v1/api-keys/" + first.path("id").asText()).json())
        .isEqualTo(first);
  }
}
