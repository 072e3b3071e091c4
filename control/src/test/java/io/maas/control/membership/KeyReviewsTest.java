package io.maas.control.membership;

import static io.maas.control.http.ControlServer.NOW;
import static io.maas.control.http.ControlServer.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.control.http.Declarations;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.Memberships.Said;
import io.maas.domain.access.Passwords.Kept;
import io.maas.domain.access.StoredKey;
import io.maas.domain.audit.AuditLog.Line;
import io.maas.domain.audit.AuditQuery;
import io.maas.domain.catalog.Decision;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyReviewsTest {

  private static final String SSO = "https://sso.example.com";

  private ControlServer control;
  private String ada;

  @BeforeEach
  void start() {
    control = ControlServer.start();
    control.apply(Declarations.basics());
    ada = control.user("ada", "gold", "silver");
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  void leavesKeysAsTheyWereMintedWhereNothingIsSaid() {
    String key = mint("gold");

    leave("gold");

    assertThat(key(key).groups()).contains("gold");
    assertThat(mayUse(key, "granite")).isTrue();
    assertThat(told(key)).isEmpty();
  }

  @Test
  void givesKeysTheGroupsOfNow() {
    wish("refresh");
    String gold = mint("gold");
    String silver = mint("silver");

    leave("gold");

    assertThat(key(gold).status()).isEqualTo(StoredKey.Status.ACTIVE);
    assertThat(key(gold).groups()).containsExactly("silver", "system:authenticated");
    assertThat(mayUse(gold, "granite")).isFalse();
    assertThat(mayUse(silver, "granite")).isTrue();
    assertThat(told(gold)).singleElement().asString().contains("\"left\":[\"gold\"]", "regrouped");

    control.put(control.admin, "/v1/groups/gold/members/ada", "");
    control.review();

    assertThat(mayUse(gold, "granite")).isTrue();
  }

  @Test
  void revokesKeysThatAreGoodForLessNowAndSaysWhy() {
    wish("revoke");
    String gold = mint("gold");
    String silver = mint("silver");

    leave("gold");

    assertThat(key(gold).status()).isEqualTo(StoredKey.Status.REVOKED);
    assertThat(key(silver).status()).isEqualTo(StoredKey.Status.ACTIVE);
    assertThat(key(silver).groups()).containsExactly("silver", "system:authenticated");
    assertThat(told(gold))
        .singleElement()
        .asString()
        .contains(
            "\"owner\":\"ada\"",
            "revoked",
            "the owner left a group: subscription models-as-a-service/gold is no longer"
                + " accessible");
  }

  @Test
  void revokesAKeyOneOfWhoseModelsIsLost() {
    wish("revoke");
    control.apply(
        String.join(
            "---\n",
            Declarations.policy("everyone", List.of("granite"), "system:authenticated"),
            Declarations.policy("more", List.of("phi"), "silver")));
    String key = mint("gold");
    String other = mint("gold", "'allowedModels':['granite']");

    leave("silver");

    assertThat(key(key).status()).isEqualTo(StoredKey.Status.REVOKED);
    assertThat(told(key)).singleElement().asString().contains("model llm/phi is no longer");
    assertThat(key(other).status()).isEqualTo(StoredKey.Status.ACTIVE);
  }

  @Test
  void revokesNothingOfWhoJoinsOrLeavesWhatDidNotMatter() {
    wish("revoke");
    control.post(control.admin, "/v1/groups", "{'name':'choir'}");
    String key = mint("gold");

    control.put(control.admin, "/v1/groups/choir/members/ada", "");
    control.review();
    assertThat(key(key).groups()).contains("choir");
    leave("choir");

    assertThat(key(key).status()).isEqualTo(StoredKey.Status.ACTIVE);
    assertThat(key(key).groups()).doesNotContain("choir");
  }

  @Test
  void leavesKeysOfTeamsAndOfOthersAlone() {
    wish("revoke");
    control.apply(Declarations.team("red", "ada", "gold"));
    String bob = control.user("bob", "gold");
    String team = mint("gold", "'owner':{'team':'red'}");
    String bobs =
        control.post(bob, "/v1/api-keys", "{'name':'laptop','subscription':'gold'}").text("id");

    leave("gold");

    assertThat(key(team).status()).isEqualTo(StoredKey.Status.ACTIVE);
    assertThat(key(team).groups()).contains("gold");
    assertThat(key(bobs).status()).isEqualTo(StoredKey.Status.ACTIVE);
  }

  @Test
  void followsWhatALoginElsewhereSays() {
    wish("revoke");
    control.users.delete(TENANT, "ada");
    control.memberships.note(said(0, "gold"), NOW);
    StoredKey key = minted("gold", "gold");

    control.memberships.note(said(20, "silver"), NOW);
    control.memberships.note(said(10, "gold", "silver"), NOW);
    control.review();

    assertThat(key(key.id()).status()).isEqualTo(StoredKey.Status.REVOKED);
  }

  @Test
  void looksAtAKeyThatIsMintedWithGroupsOfBefore() {
    wish("refresh");
    control.memberships.note(said(0, "silver"), NOW);
    control.users.delete(TENANT, "ada");

    StoredKey key = minted("gold", "gold");
    control.memberships.compare(TENANT, "ada", NOW);
    control.review();

    assertThat(key(key.id()).groups()).containsExactly("silver", "system:authenticated");
  }

  @Test
  void looksAtKeysWhenTheirOwnerSignsInWithAPassword() {
    String key = mint("gold");
    leave("gold");
    wish("refresh");
    assertThat(key(key).groups()).contains("gold");
    control.passwords.set(TENANT, "ada", new Kept("strong:correct horse battery", false), NOW);

    Answer login =
        control.post("", "/v1/login", "{'username':'ada','password':'correct horse battery'}");
    control.review();

    assertThat(login.status()).isEqualTo(200);
    assertThat(key(key).groups()).containsExactly("silver", "system:authenticated");
  }

  @Test
  void changesNothingThatCannotBeWrittenDown() {
    wish("revoke");
    String key = mint("gold");
    control.users.removeFromGroup(TENANT, "gold", "ada");

    control.audit.takesOnly(0);
    control.review();
    assertThat(key(key).status()).isEqualTo(StoredKey.Status.ACTIVE);
    control.audit.takesOnly(Integer.MAX_VALUE);
    control.review();

    assertThat(key(key).status()).isEqualTo(StoredKey.Status.REVOKED);
  }

  private void wish(String onGroupChange) {
    control.apply(
        """
        apiVersion: maas.opendatahub.io/v1alpha1
        kind: MaasTenantConfig
        metadata: {name: default-tenant, namespace: models-as-a-service}
        spec: {apiKeys: {onGroupChange: %s}}
        """
            .formatted(onGroupChange));
  }

  private String mint(String subscription) {
    return mint(subscription, "'labels':{}");
  }

  private String mint(String subscription, String more) {
    Answer made =
        control.post(
            ada,
            "/v1/api-keys",
            "{'name':'laptop','subscription':'%s',%s}".formatted(subscription, more));
    assertThat(made.status()).isEqualTo(201);
    return made.text("id");
  }

  /// A key of somebody whom we do not know but by what is said of them.
  private StoredKey minted(String subscription, String... groups) {
    StoredKey key =
        new StoredKey(
            "key-" + subscription,
            TENANT,
            "ada",
            "laptop",
            null,
            "models-as-a-service/" + subscription,
            List.of(groups),
            Map.of(),
            false,
            StoredKey.Status.ACTIVE,
            NOW,
            NOW.plusSeconds(3600),
            null);
    control.keys.insert(key, CredentialHash.of(key.id()));
    return key;
  }

  private void leave(String group) {
    assertThat(control.delete(control.admin, "/v1/groups/" + group + "/members/ada").status())
        .isEqualTo(204);
    control.review();
  }

  private static Said said(int second, String... groups) {
    return new Said(TENANT, "ada", SSO, List.of(groups), NOW.plusSeconds(second));
  }

  private StoredKey key(String id) {
    return control.keys.find(TENANT, id).orElseThrow();
  }

  private boolean mayUse(String id, String model) {
    return control.snapshots.of(TENANT).decide(key(id).principal(), model, null)
        instanceof Decision.Granted;
  }

  /// What the audit log says that was done to a key by itself.
  private List<String> told(String key) {
    return control.audit.find(AuditQuery.latest(TENANT, 100)).stream()
        .map(Line::entry)
        .filter(entry ->
            entry.object().name().equals(key) && entry.actor().name().equals("system:groups"))
        .map(entry -> entry.action() + " " + entry.after())
        .toList();
  }
}
