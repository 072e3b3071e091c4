package io.maas.control.key;

import static io.maas.control.http.ControlServer.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.control.http.Declarations;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyPatchTest {

  private ControlServer control;
  private String alice;
  private String id;

  @BeforeEach
  void start() {
    control = ControlServer.start();
    control.apply(Declarations.basics());
    alice = control.user("alice", "gold");
    id =
        control
            .post(
                alice,
                "/v1/api-keys",
                "{'name':'laptop','description':'mine','labels':{'a':'b'},'expiresIn':'1h'}")
            .text("id");
  }

  @AfterEach
  void stop() {
    control.close();
  }

  private Answer patch(String token, String json) {
    return control.send(
        control
            .request(token, "/v1/api-keys/" + id)
            .method("PATCH", HttpRequest.BodyPublishers.ofString(json.replace('\'', '"'))));
  }

  private Answer read() {
    return control.get(alice, "/v1/api-keys/" + id);
  }

  @Test
  void changesWhatIsSaidAndLeavesWhatIsNot() {
    Answer changed = patch(alice, "{'name':'desk'}");

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.text("name")).isEqualTo("desk");
    assertThat(read().json()).isEqualTo(changed.json());
    assertThat(read().text("description")).isEqualTo("mine");
    assertThat(read().json().at("/labels/a").asText()).isEqualTo("b");
    assertThat(read().text("expirationDate")).isEqualTo(NOW.plusSeconds(3600).toString());
  }

  @Test
  void takesAwayWhatIsNull() {
    patch(
        alice,
        "{'limits':[{'limit':5,'unit':'requests','window':'1m'}],'allowedModels':['phi'],"
            + "'allowedAddresses':['10.0.0.0/8']}");

    patch(
        alice,
        "{'description':null,'labels':null,'limits':null,'allowedModels':null,"
            + "'allowedAddresses':null}");

    for (String field :
        new String[] {"description", "labels", "limits", "allowedModels", "allowedAddresses"}) {
      assertThat(read().json().has(field)).as(field).isFalse();
    }
  }

  @Test
  void livesSoLongFromNowOn() {
    control.now.set(NOW.plusSeconds(1800));

    patch(alice, "{'expiresIn':'90d'}");

    assertThat(read().text("expirationDate"))
        .isEqualTo(NOW.plusSeconds(1800).plus(Duration.ofDays(90)).toString());
  }

  @Test
  void isNarrowedToModelsByAnyOfTheirNames() {
    patch(alice, "{'allowedModels':['granite','llm/phi','vendor/granite']}");

    assertThat(read().json().path("allowedModels").toString())
        .isEqualTo("[\"llm/granite\",\"llm/phi\"]");
  }

  @Test
  void isNarrowedToAddressesInOneSpelling() {
    patch(alice, "{'allowedAddresses':['10.1.2.3/8','2001:DB8::/32','10.0.0.0/8','192.0.2.1']}");

    assertThat(read().json().path("allowedAddresses").toString())
        .isEqualTo("[\"10.0.0.0/8\",\"2001:db8::/32\",\"192.0.2.1/32\"]");
  }

  @Test
  void isNarrowedAtItsMintToo() {
    Answer made =
        control.post(
            alice,
            "/v1/api-keys",
            "{'name':'ci','allowedModels':['granite'],'allowedAddresses':['10.0.0.0/8']}");

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().path("allowedModels").toString()).isEqualTo("[\"llm/granite\"]");
    assertThat(made.json().path("allowedAddresses").toString()).isEqualTo("[\"10.0.0.0/8\"]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|body: nothing to change (expected: one of name, description",
        "{'status':'active'}|status: unknown (expected: one of name, description",
        "{'name':null}|name: none (expected: a name)",
        "{'name':' '}|key name cannot be whitespace only",
        "{'name':'a\\u0007'}|name: a control character (expected: none)",
        "{'labels':{'-':'v'}}|labels: key '-' (expected: 1 to 128",
        "{'expiresIn':'91d'}|expiresIn: 2184h0m0s (expected: at most 2160h0m0s)",
        "{'expiresIn':'-1h'}|expiresIn: -1h (expected: > 0)",
        "{'expiresIn':null}|expiresIn: nothing (expected: a duration",
        "{'enforcement':'strict'}|enforcement: alone (expected: with the limits that it is of)",
        "{'limits':[{'limit':0,'window':'1m'}]}|limits[0].limit: 0 (expected:",
        "{'allowedModels':['none']}|allowedModels: none (expected: a model of subscription gold)",
        "{'allowedModels':'phi'}|allowedModels: a string (expected: a list of strings)",
        "{'allowedAddresses':['home']}|allowedAddresses: home (expected: an address or a block",
      })
  void saysWhatIsWrongAndChangesNothing(String body, String message) {
    var before = read().json();

    Answer answer = patch(alice, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).contains(message);
    assertThat(read().json()).isEqualTo(before);
  }

  @Test
  void boundsWhatAKeyIsNarrowedTo() {
    String blocks =
        IntStream.range(0, 51).mapToObj(i -> "'10.0.0." + i + "'").collect(Collectors.joining(","));

    assertThat(patch(alice, "{'allowedAddresses':[" + blocks + "]}").error())
        .isEqualTo("allowedAddresses: 51 items (expected: at most 50)");
  }

  @Test
  void extendsNoEphemeralKey() {
    id = control.post(alice, "/v1/api-keys", "{'ephemeral':true}").text("id");

    assertThat(patch(alice, "{'expiresIn':'1h'}").error())
        .isEqualTo("expiresIn: of an ephemeral key (expected: none; make another)");
  }

  @Test
  void hidesOthersKeysAndChangesNoneThatIsOver() {
    String bob = control.user("bob", "gold");
    assertThat(patch(bob, "{'name':'mine'}").status()).isEqualTo(404);
    assertThat(patch(control.admin, "{'name':'ours'}").status()).isEqualTo(200);

    control.delete(alice, "/v1/api-keys/" + id);

    assertThat(patch(alice, "{'name':'mine'}").status()).isEqualTo(409);
  }

  @Test
  void changesAPausedKeyAndLeavesItPaused() {
    control.post(alice, "/v1/api-keys/" + id + "/pause", "{}");

    assertThat(patch(alice, "{'name':'desk'}").text("status")).isEqualTo("paused");
  }
}
