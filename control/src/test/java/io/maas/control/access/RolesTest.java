package io.maas.control.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.control.http.Declarations;
import io.maas.domain.access.Role;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How far each role reaches, through the API.
class RolesTest {

  private static final String POLICY =
      "/v1/resources/maasauthpolicies/" + ControlServer.TENANT + "/everyone";

  private ControlServer control;
  private String alice;
  private String carol;

  @BeforeEach
  void start() {
    control = ControlServer.start();
    control.apply(Declarations.basics());
    control.apply(Declarations.team("red", "carol", "gold"));
    alice = control.user("alice", "gold");
    carol = control.user("carol", "silver");
  }

  @AfterEach
  void stop() {
    control.close();
  }

  private String keyId(String token, String subscription) {
    return control
        .post(token, "/v1/api-keys", "{'name':'k','subscription':'" + subscription + "'}")
        .text("id");
  }

  private List<String> rolesOf(String token) {
    JsonNode roles = control.get(token, "/v1/whoami").json().path("roles");
    return roles.valueStream().map(JsonNode::asText).toList();
  }

  @Test
  void tellsInWhatCapacitiesOneCalls() {
    String both = control.granted("dora", Role.TENANT_ADMIN, ControlServer.PLATFORM_GROUP);

    assertThat(rolesOf(alice)).containsExactly("consumer");
    assertThat(rolesOf(carol)).containsExactly("consumer", "team-owner");
    assertThat(rolesOf(both)).containsExactly("consumer", "tenant-admin", "platform-admin");
    assertThat(rolesOf(control.granted("eve", Role.AUDITOR))).containsExactly("auditor");
    assertThat(rolesOf(control.key(alice, "gold"))).containsExactly("key");
  }

  @Test
  void aTenantAdminSeesNothingWhereTenantsAreDeclared() {
    String bob = control.granted("bob", Role.TENANT_ADMIN);
    String secret = "{'data':{'api-key':'v'}}";
    control.put(control.admin, "/v1/secrets/ai-tenants/theirs", secret);
    control.put(control.admin, "/v1/secrets/llm/ours", secret);

    assertThat(control.get(bob, "/v1/secrets").json().toString())
        .contains("ours")
        .doesNotContain("theirs");
  }

  @Test
  void anAuditorWhoIsAnAdministratorTooChangesThings() {
    String both = control.granted("eve", Role.AUDITOR, ControlServer.PLATFORM_GROUP);

    assertThat(rolesOf(both)).contains("auditor", "platform-admin");
    assertThat(control.post(both, "/v1/groups", "{'name':'new'}").status()).isEqualTo(201);
  }

  /// An issuer may vouch for any name.
  @Test
  void letsNobodyInWhoIsCalledLikeATeam() {
    Answer answer = control.get(control.user("team:red"), "/v1/whoami");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.error()).isEqualTo("user: team:red (expected: no name of a team)");
  }

  @Test
  void anOwnerSeesAndRevokesWhatMembersHave() {
    String id = keyId(alice, "gold");

    Answer found = control.post(carol, "/v1/api-keys/search", "{'filters':{'username':'alice'}}");
    Answer read = control.get(carol, "/v1/api-keys/" + id);
    Answer usage = control.get(carol, "/v1/usage?user=alice");
    Answer quota = control.get(carol, "/v1/quota?user=alice");
    Answer revoked = control.delete(carol, "/v1/api-keys/" + id);

    assertThat(found.json().at("/data/0/id").asText()).isEqualTo(id);
    assertThat(List.of(read.status(), usage.status(), quota.status(), revoked.status()))
        .containsOnly(200);
    assertThat(control.get(alice, "/v1/api-keys/" + id).text("status")).isEqualTo("revoked");
  }

  @Test
  void anOwnerIsShownNothingOfWhoIsNoMember() {
    String mallory = control.user("mallory", "silver");
    String id = keyId(mallory, "silver");

    Answer others = control.get(carol, "/v1/api-keys/" + id);
    Answer none = control.get(carol, "/v1/api-keys/nothing");

    assertThat(others.status()).isEqualTo(404);
    assertThat(others.response().body()).isEqualTo(none.response().body());
    for (String user : List.of("mallory", "nobody-at-all")) {
      assertThat(control.get(carol, "/v1/usage?user=" + user).status()).isEqualTo(403);
      assertThat(control.get(carol, "/v1/quota?user=" + user).status()).isEqualTo(403);
    }
    assertThat(control.post(carol, "/v1/api-keys/bulk-revoke", "{'username':'mallory'}").status())
        .isEqualTo(403);
  }

  @Test
  void anOwnerSeesTheirOwnUnlessTheyNameAMember() {
    keyId(alice, "gold");

    Answer found = control.post(carol, "/v1/api-keys/search", "{}");

    assertThat(found.json().path("data")).isEmpty();
  }

  @Test
  void anAuditorReadsEverythingAndChangesNothing() {
    String eve = control.granted("eve", Role.AUDITOR, "gold");
    String id = keyId(alice, "gold");

    assertThat(control.get(eve, "/v1/api-keys/" + id).status()).isEqualTo(200);
    assertThat(control.get(eve, "/v1/usage").status()).isEqualTo(200);
    assertThat(control.get(eve, "/v1/users").status()).isEqualTo(200);
    assertThat(control.get(eve, POLICY).status()).isEqualTo(200);
    assertThat(control.get(eve, "/v1/secrets").status()).isEqualTo(200);
    assertThat(control.delete(eve, "/v1/api-keys/" + id).status()).isEqualTo(403);
    assertThat(control.delete(eve, POLICY).status()).isEqualTo(403);
    assertThat(control.post(eve, "/v1/api-keys", "{'name':'mine'}").error())
        .startsWith("auditors change nothing");
  }

  @Test
  void aTenantAdminWritesWhatGovernsTheTenantAndNothingElse() {
    String bob = control.granted("bob", Role.TENANT_ADMIN);

    Answer own = apply(bob, Declarations.policy("more", List.of("phi"), "gold"));
    Answer model =
        apply(
            bob,
            Declarations.policy("less", List.of("phi"), "x")
                + "---\n"
                + Declarations.model("evil"));
    Answer elsewhere =
        apply(
            bob,
            Declarations.policy("more", List.of("phi"), "gold")
                .replace("namespace: models-as-a-service", "namespace: llm"));

    Answer inTheirOwn =
        apply(
            bob,
            Declarations.model("evil").replace("namespace: llm", "namespace: models-as-a-service"));

    assertThat(own.status()).isEqualTo(200);
    assertThat(inTheirOwn.status()).isEqualTo(403);
    assertThat(model.status()).isEqualTo(403);
    assertThat(model.error()).contains("llm/evil").endsWith("nothing was applied");
    assertThat(elsewhere.status()).isEqualTo(403);
    assertThat(control.get(bob, POLICY.replace("everyone", "less")).status()).isEqualTo(404);
    assertThat(control.delete(bob, "/v1/resources/maasmodelrefs/llm/phi").status()).isEqualTo(403);
    assertThat(control.delete(bob, POLICY).status()).isEqualTo(200);
  }

  private Answer apply(String token, String yaml) {
    return control.send(
        control
            .request(token, "/v1/resources/apply", "Content-Type", "application/yaml")
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(yaml)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'name':'x','admin':true}",
        "{'name':'x','roles':['platform-admin']}",
        "{'name':'x','groups':['platform-team']}",
      })
  void aTenantAdminMakesNoPlatformAdmin(String user) {
    String bob = control.granted("bob", Role.TENANT_ADMIN);

    assertThat(control.post(bob, "/v1/users", user).status()).isEqualTo(403);
    assertThat(control.get(control.admin, "/v1/users/x").status()).isEqualTo(404);
  }

  @Test
  void aTenantAdminTouchesNoPlatformAdmin() {
    String bob = control.granted("bob", Role.TENANT_ADMIN);
    control.user("dora", ControlServer.PLATFORM_GROUP);
    String group = "/v1/groups/" + ControlServer.PLATFORM_GROUP;

    for (String user : List.of("root", "dora")) {
      assertThat(control.post(bob, "/v1/users/" + user + "/tokens", "{}").status()).isEqualTo(403);
      assertThat(control.delete(bob, "/v1/users/" + user).status()).isEqualTo(403);
    }
    assertThat(control.put(bob, group + "/members/bob", "").status()).isEqualTo(403);
    assertThat(control.delete(bob, group + "/members/dora").status()).isEqualTo(403);
    assertThat(control.delete(bob, group).status()).isEqualTo(403);
  }

  @Test
  void rolesComeFromTheTenantsConfiguration() {
    control.apply(
        """
        apiVersion: maas.opendatahub.io/v1alpha1
        kind: MaasTenantConfig
        metadata: {name: default-tenant, namespace: models-as-a-service}
        spec:
          roles:
            - {role: tenant-admin, groups: [{name: silver}]}
            - {role: auditor, users: [alice]}
        """);

    assertThat(rolesOf(alice)).containsExactly("auditor");
    assertThat(rolesOf(carol)).containsExactly("consumer", "team-owner", "tenant-admin");
    assertThat(control.get(carol, "/v1/users").status()).isEqualTo(200);
  }

  @Test
  void aUserIsGrantedRolesByName() {
    Answer made =
        control.post(control.admin, "/v1/users", "{'name':'eve','roles':['auditor','auditor']}");
    Answer wrong = control.post(control.admin, "/v1/users", "{'name':'x','roles':['king']}");

    assertThat(made.json().path("roles")).extracting(JsonNode::asText).containsExactly("auditor");
    assertThat(made.json().path("admin").asBoolean()).isFalse();
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.error()).contains("roles: king (expected: auditor, tenant-admin or");
  }
}
