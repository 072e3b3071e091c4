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
import io.maas.domain.audit.AuditEntry;
import io.maas.domain.audit.AuditEntry.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserPatchTest {

  private static final String ADA = "/v1/users/ada";

  private ControlServer control;
  private String ada;

  @BeforeEach
  void start() {
    control = ControlServer.start();
    ada = control.user("ada", "gold", "staff");
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  void changesWhatItNamesAndLeavesTheRest() {
    Answer groups = control.patch(control.admin, ADA, "{'groups':['staff','new','new']}");
    Answer roles = control.patch(control.admin, ADA, "{'roles':['auditor']}");

    assertThat(groups.status()).isEqualTo(200);
    assertThat(groups.json().path("groups").toString()).isEqualTo("[\"new\",\"staff\"]");
    assertThat(roles.json().path("groups").toString()).isEqualTo("[\"new\",\"staff\"]");
    assertThat(roles.json().path("roles").toString()).isEqualTo("[\"auditor\"]");
    assertThat(control.get(control.admin, ADA).json()).isEqualTo(roles.json());
    assertThat(control.get(ada, "/v1/whoami").json().path("roles").toString())
        .isEqualTo("[\"auditor\"]");
    assertThat(control.patch(control.admin, "/v1/users/nobody", "{'roles':[]}").status())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{}|body: nothing to change (expected: one of disabled, groups, roles)",
        "{'name':'bob'}|name: unknown (expected: one of disabled, groups, roles)",
        "{'roles':['king']}|roles: king (expected: auditor, tenant-admin or platform-admin)",
        "{'groups':['system:masters']}|groups: system:masters (expected: not one of the platform",
        "{'groups':'a'}|groups: a string (expected: a list of strings)",
        "{'disabled':'yes'}|disabled: a string (expected: true or false)",
      })
  void saysWhatIsWrong(String body, String message) {
    Answer answer = control.patch(control.admin, ADA, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).contains(message);
  }

  @Test
  void changesAServiceAccountAndGrantsItNothing() {
    control.post(control.admin, "/v1/users", "{'name':'robot','kind':'service'}");

    Answer changed =
        control.patch(control.admin, "/v1/users/robot", "{'groups':['ci'],'disabled':true}");
    Answer granted = control.patch(control.admin, "/v1/users/robot", "{'roles':['auditor']}");

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.text("kind")).isEqualTo("service");
    assertThat(granted.status()).isEqualTo(400);
    assertThat(granted.error()).startsWith("roles: some (expected: none of a service account");
  }

  @Test
  void letsNobodyGrantMoreThanTheyHave() {
    String bob = control.granted("bob", Role.TENANT_ADMIN);

    assertThat(control.patch(bob, ADA, "{'roles':['tenant-admin','auditor']}").status())
        .isEqualTo(200);
    assertThat(control.patch(bob, ADA, "{'roles':['platform-admin']}").status()).isEqualTo(403);
    assertThat(
            control.patch(bob, ADA, "{'groups':['" + ControlServer.PLATFORM_GROUP + "']}").status())
        .isEqualTo(403);
    assertThat(control.patch(bob, "/v1/users/root", "{'roles':[]}").status()).isEqualTo(403);
    assertThat(control.patch(bob, "/v1/users/root", "{'disabled':true}").status()).isEqualTo(403);
    assertThat(control.patch(bob, "/v1/users/bob", "{'roles':['platform-admin']}").status())
        .isEqualTo(403);
    assertThat(control.get(control.admin, "/v1/users/root").json().path("admin").asBoolean())
        .isTrue();
  }

  @Test
  void letsNobodyElseChangeAnybody() {
    String eve = control.granted("eve", Role.AUDITOR);

    assertThat(control.patch(ada, ADA, "{'roles':['tenant-admin']}").status()).isEqualTo(403);
    assertThat(control.patch(eve, "/v1/users/eve", "{'roles':[]}").status()).isEqualTo(403);
    assertThat(control.patch("", ADA, "{'roles':[]}").status()).isEqualTo(401);
  }

  @Test
  void letsNobodyTakeAnythingFromThemselves() {
    assertThat(control.patch(control.admin, "/v1/users/root", "{'disabled':true}").error())
        .isEqualTo("user: root is you (expected: somebody else)");
    assertThat(control.patch(control.admin, "/v1/users/root", "{'roles':['auditor']}").status())
        .isEqualTo(409);
    assertThat(control.patch(control.admin, "/v1/users/root", "{'groups':['staff']}").status())
        .isEqualTo(200);
  }

  @Test
  void refusesWhoIsDisabledEverywhereUntilTheyAreNoLonger() {
    control.apply(Declarations.basics());
    control.passwords.set(TENANT, "ada", new Kept("strong:correct horse battery", false), NOW);
    String login = "{'username':'ada','password':'correct horse battery'}";
    String cookie = control.post("", "/auth/login", login).header("Set-Cookie").split(";", 2)[0];
    String key = control.key(ada, "gold");

    assertThat(control.patch(control.admin, ADA, "{'disabled':true}").json().path("disabled"))
        .hasToString("true");

    assertThat(control.get(ada, "/v1/whoami").status()).isEqualTo(401);
    assertThat(control.get(key, "/v1/whoami").status()).isEqualTo(401);
    assertThat(control.get("", "/v1/whoami", "Cookie", cookie).status()).isEqualTo(401);
    assertThat(control.post("", "/v1/login", login).status()).isEqualTo(401);
    assertThat(
            control
                .postInside("/internal/v1/api-keys/validate", "{'key':'" + key + "'}")
                .text("reason"))
        .isEqualTo("key revoked or expired");

    control.patch(control.admin, ADA, "{'disabled':false}");

    assertThat(control.get(ada, "/v1/whoami").status()).isEqualTo(200);
    assertThat(control.get(key, "/v1/whoami").status()).isEqualTo(200);
    assertThat(control.post("", "/v1/login", login).status()).isEqualTo(200);
  }

  @Test
  void revokesKeysOfWhoIsDisabledWhereTheTenantWantsThat() {
    control.apply(Declarations.basics());
    control.apply(
        """
        apiVersion: maas.opendatahub.io/v1alpha1
        kind: MaasTenantConfig
        metadata: {name: default-tenant, namespace: models-as-a-service}
        spec: {apiKeys: {onGroupChange: revoke}}
        """);
    control.key(ada, "gold");

    control.patch(control.admin, ADA, "{'disabled':true}");
    control.review();

    assertThat(control.keys.all())
        .singleElement()
        .extracting(StoredKey::status)
        .isEqualTo(StoredKey.Status.REVOKED);
  }

  @Test
  void writesDownWhatWasAndWhatIs() {
    control.patch(control.admin, ADA, "{'roles':['auditor'],'groups':['staff']}");

    AuditEntry told =
        control.audit.entries().stream()
            .filter(entry -> entry.stage() == Stage.ENDED)
            .toList()
            .getLast();
    assertThat(told.object().name()).isEqualTo("ada");
    assertThat(told.before()).contains("\"gold\"").doesNotContain("\"auditor\"");
    assertThat(told.after()).contains("\"auditor\"").doesNotContain("\"gold\"");
  }
}
