package io.maas.control.key;

import static io.maas.control.http.ControlServer.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.control.http.Declarations;
import io.maas.domain.access.StoredKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyOwnersTest {

  private ControlServer control;
  private String alice;

  @BeforeEach
  void start() {
    control = ControlServer.start();
    control.apply(Declarations.basics());
    assertThat(control.apply(Declarations.team("red", "carol", "gold")).response().body())
        .contains("created");
    alice = control.user("alice", "gold", "silver");
  }

  @AfterEach
  void stop() {
    control.close();
  }

  private StoredKey stored(Answer made) {
    return control.keys.find(TENANT, made.text("id")).orElseThrow();
  }

  @Test
  void letsAnAdministratorMakeAKeyForSomebodyWithTheGroupsOfNow() {
    Answer made =
        control.post(control.admin, "/v1/api-keys", "{'name':'laptop','username':'alice'}");

    assertThat(made.status()).isEqualTo(201);
    assertThat(stored(made).user()).isEqualTo("alice");
    assertThat(stored(made).groups()).containsExactly("gold", "silver", "system:authenticated");
    assertThat(made.text("subscription")).isEqualTo("gold");
    assertThat(control.get(alice, "/v1/api-keys/" + made.text("id")).status()).isEqualTo(200);
  }

  @Test
  void bindsSuchAKeyToNothingThatItsOwnerMayNotUse() {
    control.user("bob");

    Answer made =
        control.post(
            control.admin,
            "/v1/api-keys",
            "{'name':'laptop','username':'bob','subscription':'gold'}");

    assertThat(made.status()).isEqualTo(400);
    assertThat(made.text("code")).isEqualTo("invalid_subscription");
  }

  @Test
  void letsNobodyElseMakeKeysForOthers() {
    control.user("bob", "gold");

    Answer answer = control.post(alice, "/v1/api-keys", "{'name':'laptop','username':'bob'}");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(control.keys.all()).isEmpty();
    assertThat(control.post(alice, "/v1/api-keys", "{'name':'laptop','username':'alice'}").status())
        .isEqualTo(201);
    assertThat(
            control
                .post(control.admin, "/v1/api-keys", "{'name':'laptop','username':'nobody'}")
                .status())
        .isEqualTo(404);
  }

  @Test
  void makesAKeyOfATeamWithItsGroups() {
    Answer made =
        control.post(control.admin, "/v1/api-keys", "{'name':'ci','owner':{'team':'red'}}");

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().at("/owner/team").asText()).isEqualTo("red");
    StoredKey key = stored(made);
    assertThat(key.team()).isEqualTo("red");
    assertThat(key.user()).isEqualTo("team:red");
    assertThat(key.groups()).containsExactly("gold", "system:authenticated");
    assertThat(control.get(alice, "/v1/api-keys/" + key.id()).status()).isEqualTo(404);
    assertThat(control.get(control.admin, "/v1/api-keys/" + key.id()).text("username"))
        .isEqualTo("team:red");
  }

  @Test
  void showsNothingOfATeamToTheOwnersOfAnother() {
    control.apply(Declarations.team("blue", "dave", "silver"));
    String dave = control.user("dave", "silver");
    Answer made =
        control.post(control.admin, "/v1/api-keys", "{'name':'ci','owner':{'team':'red'}}");
    String path = "/v1/api-keys/" + made.text("id");

    assertThat(control.get(dave, path).status()).isEqualTo(404);
    assertThat(control.delete(dave, path).status()).isEqualTo(404);
    assertThat(stored(made).status()).isEqualTo(StoredKey.Status.ACTIVE);
  }

  @Test
  void letsATeamsOwnersMakeAndManageItsKeys() {
    String carol = control.user("carol", "silver");
    Answer made = control.post(carol, "/v1/api-keys", "{'name':'ci','owner':{'team':'red'}}");
    assertThat(made.status()).isEqualTo(201);
    String path = "/v1/api-keys/" + made.text("id");

    Answer found =
        control.post(carol, "/v1/api-keys/search", "{'filters':{'username':'team:red'}}");

    assertThat(found.json().at("/data/0/id").asText()).isEqualTo(made.text("id"));
    assertThat(control.get(carol, path).status()).isEqualTo(200);
    assertThat(control.post(carol, path + "/rotate", "{}").status()).isEqualTo(200);
    assertThat(control.post(carol, path + "/pause", "{}").status()).isEqualTo(200);
    assertThat(control.get(carol, path + "/usage").status()).isEqualTo(200);
    assertThat(control.post(alice, path + "/rotate", "{}").status()).isEqualTo(404);
    assertThat(control.delete(carol, path).status()).isEqualTo(200);
  }

  @Test
  void changesNoKeyOfAMemberThatItsOwnerMayOnlySee() {
    String carol = control.user("carol", "silver");
    String id = control.post(alice, "/v1/api-keys", "{'name':'mine'}").text("id");

    assertThat(control.get(carol, "/v1/api-keys/" + id).status()).isEqualTo(200);
    assertThat(control.post(carol, "/v1/api-keys/" + id + "/rotate", "{}").status()).isEqualTo(404);
  }

  @Test
  void letsNobodyBeCalledLikeATeam() {
    Answer answer = control.post(control.admin, "/v1/users", "{'name':'team:red'}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).contains("name: team:red (expected: ");
  }

  @Test
  void saysWhatIsWrongWithAnOwner() {
    assertThat(control.post(alice, "/v1/api-keys", "{'name':'a','owner':{'team':'red'}}").status())
        .isEqualTo(403);
    assertThat(
            control
                .post(control.admin, "/v1/api-keys", "{'name':'a','owner':{'team':'blue'}}")
                .status())
        .isEqualTo(404);
    assertThat(control.post(alice, "/v1/api-keys", "{'name':'a','owner':{}}").error())
        .isEqualTo("owner: no team (expected: {team: NAME})");
    assertThat(
            control
                .post(
                    control.admin,
                    "/v1/api-keys",
                    "{'name':'a','username':'alice','owner':{'team':'red'}}")
                .error())
        .isEqualTo("username: beside owner (expected: one of them)");
  }

  @Test
  void keepsToTheMostThatATenantAllows() {
    control.apply(
        """
        apiVersion: maas.opendatahub.io/v1alpha1
        kind: MaasTenantConfig
        metadata: {name: default-tenant, namespace: models-as-a-service}
        spec: {apiKeys: {maxPerUser: 2}}
        """);
    String first = control.post(alice, "/v1/api-keys", "{'name':'one'}").text("id");
    control.post(alice, "/v1/tokens", "{}");

    Answer answer = control.post(alice, "/v1/api-keys", "{'name':'three'}");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text("code")).isEqualTo("too_many_keys");
    assertThat(answer.error()).contains("keys: 2 that are neither revoked nor expired");
    assertThat(control.post(alice, "/v1/tokens", "{}").status()).isEqualTo(409);
    control.delete(alice, "/v1/api-keys/" + first);
    assertThat(control.post(alice, "/v1/api-keys", "{'name':'three'}").status()).isEqualTo(201);
  }
}
