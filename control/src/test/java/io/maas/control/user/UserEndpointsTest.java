package io.maas.control.user;

import static io.maas.control.http.ControlServer.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.control.http.Declarations;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserEndpointsTest {

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
  void addsAUserAndItsGroups() {
    Answer made =
        control.post(control.admin, "/v1/users", "{'name':'dora','groups':['red','blue','red']}");
    Answer read = control.get(control.admin, "/v1/users/dora");
    Answer groups = control.get(control.admin, "/v1/groups");

    assertThat(made.status()).isEqualTo(201);
    assertThat(read.json()).isEqualTo(made.json());
    assertThat(read.text("name")).isEqualTo("dora");
    assertThat(read.json().path("admin").asBoolean()).isFalse();
    assertThat(read.json().path("groups").toString()).isEqualTo("[\"blue\",\"red\"]");
    assertThat(read.text("createdAt")).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(groups.json().path("data").toString())
        .isEqualTo(
            "[{\"name\":\"blue\",\"members\":[\"dora\"],\"has_more_members\":false},"
                + "{\"name\":\"red\",\"members\":[\"dora\"],\"has_more_members\":false}]");
  }

  @Test
  void refusesTheSameNameTwice() {
    control.post(control.admin, "/v1/users", "{'name':'dora'}");

    Answer again = control.post(control.admin, "/v1/users", "{'name':'dora'}");

    assertThat(again.status()).isEqualTo(409);
    assertThat(again.error()).isEqualTo("user dora already exists");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|name: missing",
        "{'name':''}|name: missing",
        "{'name':'a b'}|name: a b (expected: 1 to 128",
        "{'name':'-a'}|name: -a",
        "{'name':'a/b'}|name: a/b",
        "{'name':'a','groups':'red'}|groups: a string (expected: a list of strings)",
        "{'name':'a','groups':[1]}|groups[0]: a number (expected: a string)",
        "{'name':'a','groups':['system:authenticated']}|groups: system:authenticated (expected:",
        "{'name':'a','admin':1}|admin: a number (expected: true or false)",
      })
  void saysWhatIsWrong(String body, String message) {
    Answer answer = control.post(control.admin, "/v1/users", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).contains(message);
  }

  @Test
  void takesNamesOfServiceAccounts() {
    String name = "system:serviceaccount:ci:bot";

    Answer made = control.post(control.admin, "/v1/users", "{'name':'" + name + "'}");

    assertThat(made.status()).isEqualTo(201);
    assertThat(control.get(control.admin, "/v1/users/" + name).text("name")).isEqualTo(name);
    assertThat(control.delete(control.admin, "/v1/users/" + name).status()).isEqualTo(204);
  }

  @Test
  void listsEveryone() {
    control.user("zoe");

    assertThat(control.get(control.admin, "/v1/users").json().path("data").findValuesAsText("name"))
        .containsExactly("root", "zoe");
  }

  @Test
  void deletesAUserWithItsTokensAndKeys() {
    control.apply(Declarations.basics());
    String dora = control.user("dora");
    String key = control.key(dora, "tier-free");

    Answer deleted = control.delete(control.admin, "/v1/users/dora");

    assertThat(deleted.status()).isEqualTo(204);
    assertThat(control.get(dora, "/v1/whoami").status()).isEqualTo(401);
    assertThat(control.get(key, "/v1/whoami").status()).isEqualTo(401);
    assertThat(control.get(control.admin, "/v1/users/dora").status()).isEqualTo(404);
    assertThat(control.delete(control.admin, "/v1/users/dora").status()).isEqualTo(404);
  }

  @Test
  void letsNobodyDeleteThemselves() {
    assertThat(control.delete(control.admin, "/v1/users/root").status()).isEqualTo(409);
  }

  @Test
  void handsOutATokenForADay() {
    control.post(control.admin, "/v1/users", "{'name':'dora','groups':['red']}");

    Answer made = control.post(control.admin, "/v1/users/dora/tokens", "");
    Answer whoami = control.get(made.text("token"), "/v1/whoami");

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.text("token")).matches("maas-[0-9A-Za-z]{40,44}");
    assertThat(Instant.parse(made.text("expiresAt"))).isEqualTo(NOW.plus(Duration.ofDays(1)));
    assertThat(whoami.text("user")).isEqualTo("dora");
    assertThat(whoami.json().path("groups").toString())
        .isEqualTo("[\"red\",\"system:authenticated\"]");
    control.now.set(NOW.plus(Duration.ofDays(1)));
    assertThat(control.get(made.text("token"), "/v1/whoami").status()).isEqualTo(401);
  }

  @Test
  void letsAnAdministratorBeMade() {
    control.post(control.admin, "/v1/users", "{'name':'boss','admin':true}");
    String boss =
        control.post(control.admin, "/v1/users/boss/tokens", "{'expiresIn':'1h'}").text("token");

    assertThat(control.get(boss, "/v1/users").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'expiresIn':'soon'}", "{'expiresIn':0}", "{'expiresIn':'400d'}"})
  void boundsATokensLife(String body) {
    control.post(control.admin, "/v1/users", "{'name':'dora'}");

    Answer answer = control.post(control.admin, "/v1/users/dora/tokens", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).startsWith("expiresIn: ");
  }

  @Test
  void makesNoTokenForNobody() {
    Answer answer = control.post(control.admin, "/v1/users/nobody/tokens", "{}");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.error()).isEqualTo("user nobody not found");
  }
}
