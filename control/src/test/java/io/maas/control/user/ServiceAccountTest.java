package io.maas.control.user;

import static io.maas.control.http.ControlServer.NOW;
import static io.maas.control.http.ControlServer.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.control.http.Declarations;
import io.maas.domain.access.Passwords.Kept;
import io.maas.domain.access.Role;
import io.maas.domain.access.StoredKey;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceAccountTest {

  private static final String ROBOT =
      "{'name':'robot','kind':'service','groups':['gold'],"
          + "'owners':{'users':['carol'],'groups':['robot-owners']}}";

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

  private Answer robot() {
    return control.post(control.admin, "/v1/users", ROBOT);
  }

  private Answer key(String token) {
    return control.post(token, "/v1/api-keys", "{'name':'ci','username':'robot'}");
  }

  @Test
  void isAUserOfItsOwnKind() {
    Answer made = robot();
    Answer read = control.get(control.admin, "/v1/users/robot");
    Answer list = control.get(control.admin, "/v1/users");

    assertThat(made.status()).isEqualTo(201);
    assertThat(read.json()).isEqualTo(made.json());
    assertThat(read.text("kind")).isEqualTo("service");
    assertThat(read.json().path("owners").toString())
        .isEqualTo("{\"users\":[\"carol\"],\"groups\":[\"robot-owners\"]}");
    assertThat(list.json().at("/data/0/kind").asText()).isEqualTo("service");
    assertThat(list.json().at("/data/1/kind").asText()).isEqualTo("person");
    assertThat(list.json().at("/data/1").has("owners")).isFalse();
  }

  @Test
  void hasKeysThatAnAdministratorMakesWithTheLimitsOfAny() {
    robot();

    Answer made =
        control.post(
            control.admin,
            "/v1/api-keys",
            "{'name':'ci','username':'robot','limits':[{'unit':'requests','limit':3,'window':'1m'}]}");

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.text("subscription")).isEqualTo("gold");
    StoredKey kept = control.keys.find(TENANT, made.text("id")).orElseThrow();
    assertThat(kept.user()).isEqualTo("robot");
    assertThat(kept.groups()).containsExactly("gold", "system:authenticated");
    assertThat(kept.limits()).hasSize(1);
    assertThat(control.get(made.text("key"), "/v1/models").status()).isEqualTo(200);
  }

  @Test
  void getsNoTokenAndNoPassword() {
    robot();

    Answer token = control.post(control.admin, "/v1/users/robot/tokens", "{}");
    Answer password = control.post(control.admin, "/v1/users/robot/password", "");

    assertThat(token.status()).isEqualTo(409);
    assertThat(token.error()).startsWith("user robot: a service account (expected: a person");
    assertThat(password.status()).isEqualTo(409);
    assertThat(password.error()).isEqualTo(token.error());
    assertThat(control.passwords.set(TENANT, "robot", new Kept("h", false), NOW)).isFalse();
  }

  @Test
  void isManagedByItsOwnersWhoAdministerNothingElse() {
    robot();
    control.user("bob", "gold");
    for (String owner : List.of(control.user("carol"), control.user("dan", "robot-owners"))) {
      Answer made = key(owner);
      assertThat(made.status()).isEqualTo(201);
      String path = "/v1/api-keys/" + made.text("id");
      Answer found = control.post(owner, "/v1/api-keys/search", "{'filters':{'username':'robot'}}");

      assertThat(found.json().at("/data").findValuesAsText("id")).contains(made.text("id"));
      assertThat(control.get(owner, path).status()).isEqualTo(200);
      assertThat(control.patch(owner, path, "{'name':'other'}").status()).isEqualTo(200);
      assertThat(control.post(owner, path + "/rotate", "{}").status()).isEqualTo(200);
      assertThat(control.post(owner, path + "/pause", "{}").status()).isEqualTo(200);
      assertThat(control.get(owner, path + "/usage").status()).isEqualTo(200);
      assertThat(control.get(owner, "/v1/quota?user=robot").status()).isEqualTo(200);
      assertThat(control.delete(owner, path).status()).isEqualTo(200);
      assertThat(control.get(owner, "/v1/users/robot").status()).isEqualTo(403);
      assertThat(control.post(owner, "/v1/api-keys", "{'name':'ci','username':'bob'}").status())
          .isEqualTo(403);
    }
  }

  @Test
  void isNothingToAnybodyElse() {
    robot();
    String id = key(control.admin).text("id");
    String key = key(control.admin).text("key");
    String auditor = control.granted("eve", Role.AUDITOR, "robot-owners");
    String bob = control.user("bob", "gold");

    assertThat(key(bob).status()).isEqualTo(403);
    assertThat(control.get(bob, "/v1/api-keys/" + id).status()).isEqualTo(404);
    assertThat(control.post(bob, "/v1/api-keys/" + id + "/rotate", "{}").status()).isEqualTo(404);
    assertThat(
            control.post(bob, "/v1/api-keys/search", "{'filters':{'username':'robot'}}").status())
        .isEqualTo(403);
    assertThat(key(auditor).status()).isEqualTo(403);
    assertThat(key(key).status()).isEqualTo(403);
  }

  @Test
  void lendsAKeyOfAnOwnerNothing() {
    robot();
    String carol = control.user("carol", "gold");
    String key = control.key(carol, "gold");

    assertThat(control.get(key, "/v1/usage?user=robot").status()).isEqualTo(403);
    assertThat(control.get(carol, "/v1/usage?user=robot").status()).isEqualTo(200);
  }

  @Test
  void isNobodysAnyMoreWhenItsOwnerIsGone() {
    robot();
    control.user("carol");

    control.delete(control.admin, "/v1/users/carol");

    assertThat(key(control.user("carol")).status()).isEqualTo(403);
  }

  @Test
  void takesItsKeysAlong() {
    robot();
    String key = key(control.admin).text("key");

    control.delete(control.admin, "/v1/users/robot");

    assertThat(control.get(key, "/v1/models").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ",'kind':'robot'|kind: another (expected: person or service)",
        ",'kind':'service','roles':['auditor']|roles: some (expected: none of a service account",
        ",'kind':'service','admin':true|roles: some (expected: none of a service account",
        ",'owners':{'users':['a']}|owners: some (expected: none of a person; kind: service)",
        ",'kind':'service','owners':{'users':['a b']}|owners.users: a name with blanks",
        ",'kind':'service','owners':{'groups':['']}|owners.groups: a name with blanks",
        ",'kind':'service','owners':['a']|owners: a list (expected: an object)"
      })
  void saysWhatDoesNotGoTogether(String fields, String message) {
    Answer answer = control.post(control.admin, "/v1/users", "{'name':'robot'" + fields + "}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).contains(message);
    assertThat(control.get(control.admin, "/v1/users/robot").status()).isEqualTo(404);
  }
}
