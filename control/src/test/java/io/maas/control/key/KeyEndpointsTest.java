package io.maas.control.key;

import static io.maas.control.http.ControlServer.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.control.http.Declarations;
import io.maas.domain.access.ApiKey;
import io.maas.domain.access.StoredKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyEndpointsTest {

  private ControlServer control;
  private String alice;

  @BeforeEach
  void start() {
    control = ControlServer.start();
    assertThat(control.apply(Declarations.basics()).response().body()).contains("created");
    alice = control.user("alice", "gold", "silver");
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  void showsANewKeyOnceAndKeepsOnlyItsHash() {
    Answer answer =
        control.post(
            alice,
            "/v1/api-keys",
            "{'name':'laptop','description':'mine','subscription':'gold','expiresIn':'1.5d',"
                + "'labels':{'team':'red'}}");

    assertThat(answer.status()).isEqualTo(201);
    String text = answer.text("key");
    ApiKey key = ApiKey.parse(text).orElseThrow();
    assertThat(answer.text("keyPrefix")).isEqualTo(text.substring(0, 19) + "...");
    assertThat(answer.text("id")).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab].*");
    assertThat(answer.text("name")).isEqualTo("laptop");
    assertThat(answer.text("subscription")).isEqualTo("gold");
    assertThat(answer.text("createdAt")).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(answer.text("expiresAt")).isEqualTo("2026-03-03T00:00:00Z");
    assertThat(answer.json().path("ephemeral").isBoolean()).isTrue();
    assertThat(answer.json().at("/labels/team").asText()).isEqualTo("red");
    StoredKey stored = control.keys.find(ControlServer.TENANT, key.hash()).orElseThrow();
    assertThat(stored.subscription()).isEqualTo("models-as-a-service/gold");
    assertThat(stored.groups()).containsExactly("gold", "silver", "system:authenticated");
    assertThat(control.get(alice, "/v1/api-keys/" + stored.id()).response().body())
        .doesNotContain(key.secret(), key.keyId(), key.hash().hex());
  }

  @ParameterizedTest
  @CsvSource({
    "'30d', P30D",
    "'1h', PT1H",
    "'2h30m', PT2H30M",
    "3600, PT1H",
    "7776000, P90D",
    "null, P90D",
  })
  void livesAsLongAsAsked(String expiresIn, Duration expected) {
    String value = expiresIn.matches("[0-9]+|null") ? expiresIn : "'" + expiresIn + "'";

    Answer answer =
        control.post(alice, "/v1/api-keys", "{'name':'laptop','expiresIn':" + value + "}");

    assertThat(Instant.parse(answer.text("expiresAt"))).isEqualTo(NOW.plus(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|name is required for non-ephemeral keys",
        "{'name':''}|name is required for non-ephemeral keys",
        "{'name':'  '}|key name cannot be whitespace only",
        "{'name':7}|name: a number (expected: a string)",
        "{'name':'a\\u0007'}|name: a control character (expected: none)",
        "{'name':'a','expiresIn':'soon'}|expiresIn: soon (expected: a duration such as 30d,",
        "{'name':'a','expiresIn':0}|expiresIn: 0 (expected: > 0)",
        "{'name':'a','expiresIn':'-1h'}|expiresIn: -1h (expected: > 0)",
        "{'name':'a','expiresIn':'91d'}|expiresIn: 2184h0m0s (expected: at most 2160h0m0s)",
        "{'name':'a','expiresIn':true}|expiresIn: true (expected: a duration",
        "{'name':'a','expiresIn':1e400}|expiresIn: Infinity (expected: a duration",
        "{'name':'a','ephemeral':'yes'}|ephemeral: a string (expected: true or false)",
        "{'ephemeral':true,'expiresIn':'61m'}|expiresIn: 1h1m0s (expected: at most 1h0m0s)",
        "{'name':'a','labels':{'-':'v'}}|labels: key '-' (expected: 1 to 128",
        "{'name':'a','labels':{'k':''}}|labels.'k': 0 characters (expected: 1 to 1024)",
        "{'name':'a','labels':{'k':7}}|labels.k: a number (expected: a string)",
        "{'name':'a','labels':[]}|labels: a list (expected: an object)",
      })
  void saysWhatIsWrongWithARequest(String body, String message) {
    Answer answer = control.post(alice, "/v1/api-keys", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).contains(message);
    assertThat(control.keys.all()).isEmpty();
  }

  @Test
  void boundsNamesAndLabels() {
    String tooLong = "ü".repeat(129);
    StringBuilder labels = new StringBuilder();
    for (int i = 0; i < 51; i++) {
      labels.append(i == 0 ? "" : ",").append("'l").append(i).append("':'v'");
    }

    Answer name = control.post(alice, "/v1/api-keys", "{'name':'" + tooLong + "'}");
    Answer just = control.post(alice, "/v1/api-keys", "{'name':'" + "ü".repeat(128) + "'}");
    Answer many = control.post(alice, "/v1/api-keys", "{'name':'a','labels':{" + labels + "}}");

    assertThat(name.error()).contains("name: 129 characters (expected: at most 128)");
    assertThat(just.status()).isEqualTo(201);
    assertThat(many.error()).contains("labels: 51 labels (expected: at most 50)");
  }

  @Test
  void takesTheLongestLifeFromTheTenantsConfiguration() {
    control.apply(
        """
        apiVersion: maas.opendatahub.io/v1alpha1
        kind: MaasTenantConfig
        metadata: {name: default-tenant}
        spec: {apiKeys: {maxExpirationDays: 7}}
        """);

    Answer config = control.get(alice, "/v1/api-keys/config");
    Answer longest = control.post(alice, "/v1/api-keys", "{'name':'a'}");
    Answer tooLong = control.post(alice, "/v1/api-keys", "{'name':'a','expiresIn':'8d'}");

    assertThat(config.json().path("max_expiration_days").asInt()).isEqualTo(7);
    assertThat(config.text("ephemeral_max_expiration")).isEqualTo("1h0m0s");
    assertThat(Instant.parse(longest.text("expiresAt"))).isEqualTo(NOW.plus(Duration.ofDays(7)));
    assertThat(tooLong.status()).isEqualTo(400);
  }

  @Test
  void namesAnEphemeralKeyAndLetsItLiveAnHour() {
    Answer answer = control.post(alice, "/v1/api-keys", "{'ephemeral':true}");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text("name")).isEqualTo("ephemeral-1772366400000000000");
    assertThat(answer.json().path("ephemeral").asBoolean()).isTrue();
    assertThat(answer.text("expiresAt")).isEqualTo("2026-03-01T13:00:00Z");
  }

  @Test
  void bindsToTheHighestPriorityWhereNoneIsNamed() {
    assertThat(control.post(alice, "/v1/api-keys", "{'name':'a'}").text("subscription"))
        .isEqualTo("gold");
  }

  @Test
  void bindsToTheLargestTokenLimitAmongEquals() {
    control.apply(Declarations.subscription("bronze", 20, "gold", List.of("granite"), 300_000));

    assertThat(control.post(alice, "/v1/api-keys", "{'name':'a'}").text("subscription"))
        .isEqualTo("bronze");
  }

  @Test
  void bindsToTheTierWhereNothingElseIsOwned() {
    String carol = control.user("carol");

    assertThat(control.post(carol, "/v1/api-keys", "{'name':'a'}").text("subscription"))
        .isEqualTo("tier-free");
  }

  @Test
  void takesTheWholeNameOfASubscriptionToo() {
    Answer answer =
        control.post(
            alice, "/v1/api-keys", "{'name':'a','subscription':'models-as-a-service/silver'}");

    assertThat(answer.text("subscription")).isEqualTo("silver");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "models-as-a-service/nothing", "tier-premium"})
  void tellsNobodyWhichSubscriptionsExist(String subscription) {
    String carol = control.user("carol");

    Answer unknown =
        control.post(carol, "/v1/api-keys", "{'name':'a','subscription':'" + subscription + "'}");
    Answer somebodyElses =
        control.post(carol, "/v1/api-keys", "{'name':'a','subscription':'gold'}");

    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.text("code")).isEqualTo("invalid_subscription");
    assertThat(unknown.error()).isEqualTo("Unable to resolve a subscription for this API key");
    assertThat(unknown.json()).isEqualTo(somebodyElses.json());
  }

  @Test
  void refusesASubscriptionThatFailed() {
    control.apply(Declarations.subscription("broken", 99, "gold", List.of("nowhere"), 5));

    Answer named = control.post(alice, "/v1/api-keys", "{'name':'a','subscription':'broken'}");
    Answer unnamed = control.post(alice, "/v1/api-keys", "{'name':'a'}");

    assertThat(named.status()).isEqualTo(403);
    assertThat(named.text("code")).isEqualTo("subscription_not_ready");
    assertThat(unnamed.text("subscription")).isEqualTo("gold");
  }

  @Test
  void readsAKeyToItsOwnerAndToAdministrators() {
    String id = control.post(alice, "/v1/api-keys", "{'name':'a'}").text("id");
    String bob = control.user("bob");

    Answer mine = control.get(alice, "/v1/api-keys/" + id);
    Answer others = control.get(bob, "/v1/api-keys/" + id);
    Answer admins = control.get(control.admin, "/v1/api-keys/" + id);

    assertThat(mine.json().path("username").asText()).isEqualTo("alice");
    assertThat(mine.text("status")).isEqualTo("active");
    assertThat(mine.text("creationDate")).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(mine.text("tenant")).isEqualTo(ControlServer.TENANT);
    assertThat(mine.json().has("groups")).isFalse();
    assertThat(mine.json().has("lastUsedAt")).isFalse();
    assertThat(others.status()).isEqualTo(404);
    assertThat(others.error()).isEqualTo("API key not found");
    assertThat(admins.json()).isEqualTo(mine.json());
  }

  @Test
  void readsAnOldKeyAsExpired() {
    String id = control.post(alice, "/v1/api-keys", "{'name':'a','expiresIn':60}").text("id");
    control.now.set(NOW.plusSeconds(60));

    assertThat(control.get(alice, "/v1/api-keys/" + id).text("status")).isEqualTo("expired");
  }

  @Test
  void revokesOnce() {
    Answer made = control.post(alice, "/v1/api-keys", "{'name':'a'}");
    String path = "/v1/api-keys/" + made.text("id");

    Answer first = control.delete(alice, path);
    Answer second = control.delete(alice, path);

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.text("status")).isEqualTo("revoked");
    assertThat(second.status()).isEqualTo(404);
    assertThat(control.get(made.text("key"), "/v1/models").status()).isEqualTo(401);
  }

  @Test
  void letsNobodyRevokeSomebodyElsesKey() {
    String id = control.post(alice, "/v1/api-keys", "{'name':'a'}").text("id");
    String bob = control.user("bob");

    assertThat(control.delete(bob, "/v1/api-keys/" + id).status()).isEqualTo(404);
    assertThat(control.get(alice, "/v1/api-keys/" + id).text("status")).isEqualTo("active");
    assertThat(control.delete(control.admin, "/v1/api-keys/" + id).status()).isEqualTo(200);
  }
}
