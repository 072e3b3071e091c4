package io.maas.control.key;

import static io.maas.control.http.ControlServer.NOW;
import static io.maas.control.http.ControlServer.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.control.http.Declarations;
import io.maas.domain.access.ApiKey;
import io.maas.domain.access.Identity;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyLifeTest {

  private ControlServer control;
  private String alice;
  private String bob;
  private String id;
  private String key;

  @BeforeEach
  void start() {
    control = ControlServer.start();
    control.apply(Declarations.basics());
    alice = control.user("alice", "gold");
    bob = control.user("bob", "gold");
    Answer made =
        control.post(
            alice,
            "/v1/api-keys",
            "{'name':'laptop','limits':[{'limit':5,'unit':'requests','window':'1m'}]}");
    id = made.text("id");
    key = made.text("key");
  }

  @AfterEach
  void stop() {
    control.close();
  }

  private boolean works(String text) {
    return control
            .identities
            .ofKey(TENANT, ApiKey.parse(text).orElseThrow().hash())
            .toCompletableFuture()
            .join()
        instanceof Identity.Known;
  }

  private Answer become(String token, String what) {
    return control.post(token, "/v1/api-keys/" + id + "/" + what, "{}");
  }

  @Test
  void givesAKeyANewSecretAndKeepsTheOldOneForADay() {
    Answer rotated = become(alice, "rotate");

    assertThat(rotated.status()).isEqualTo(200);
    assertThat(rotated.text("id")).isEqualTo(id);
    assertThat(rotated.text("key")).startsWith(rotated.text("keyPrefix").replace("...", ""));
    assertThat(rotated.text("oldSecretExpiresAt")).isEqualTo("2026-03-02T12:00:00Z");
    assertThat(works(key)).isTrue();
    assertThat(works(rotated.text("key"))).isTrue();
    Answer read = control.get(alice, "/v1/api-keys/" + id);
    assertThat(read.text("oldSecretExpiresAt")).isEqualTo("2026-03-02T12:00:00Z");
    assertThat(read.text("creationDate")).isEqualTo(NOW.toString());
    assertThat(read.json().path("limits")).hasSize(1);

    control.now.set(NOW.plus(Duration.ofDays(1)));

    assertThat(works(key)).isFalse();
    assertThat(works(rotated.text("key"))).isTrue();
    assertThat(control.get(alice, "/v1/api-keys/" + id).json().has("oldSecretExpiresAt")).isFalse();
  }

  @Test
  void endsTheOldSecretAtOnceWhereNoGraceIsWanted() {
    Answer rotated = control.post(alice, "/v1/api-keys/" + id + "/rotate", "{'gracePeriod':0}");

    assertThat(rotated.json().has("oldSecretExpiresAt")).isFalse();
    assertThat(works(key)).isFalse();
    assertThat(works(rotated.text("key"))).isTrue();
  }

  @Test
  void rotatesWithoutABodyToo() {
    Answer rotated = control.post(alice, "/v1/api-keys/" + id + "/rotate", "");

    assertThat(rotated.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'8d'    | gracePeriod: 8d (expected: 0 to 7d)",
        "'-1s'   | gracePeriod: -1s (expected: 0 to 7d)",
        "'soon'  | gracePeriod: soon (expected: a duration",
        "[]      | gracePeriod: [] (expected: a duration",
      },
      quoteCharacter = '"')
  void refusesOtherGraces(String grace, String message) {
    Answer answer =
        control.post(
            alice, "/v1/api-keys/" + id + "/rotate", "{'gracePeriod':" + grace.strip() + "}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).contains(message);
    assertThat(control.get(alice, "/v1/api-keys/" + id).json().has("oldSecretExpiresAt")).isFalse();
  }

  @Test
  void pausesAndResumesAKey() {
    assertThat(become(alice, "pause").text("status")).isEqualTo("paused");
    assertThat(works(key)).isFalse();
    assertThat(control.get(alice, "/v1/api-keys/" + id).text("status")).isEqualTo("paused");
    assertThat(become(alice, "pause").status()).isEqualTo(200);

    assertThat(become(alice, "resume").text("status")).isEqualTo("active");

    assertThat(works(key)).isTrue();
  }

  @Test
  void findsPausedKeys() {
    become(alice, "pause");

    Answer found = control.post(alice, "/v1/api-keys/search", "{'filters':{'status':['paused']}}");

    assertThat(found.json().path("data")).hasSize(1);
    assertThat(found.json().at("/data/0/status").asText()).isEqualTo("paused");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rotate", "pause", "resume"})
  void hidesOthersKeys(String what) {
    Answer foreign = become(bob, what);
    Answer unknown = control.post(bob, "/v1/api-keys/no-such/" + what, "{}");

    assertThat(foreign.status()).isEqualTo(404);
    assertThat(foreign.json()).isEqualTo(unknown.json());
    assertThat(works(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rotate", "pause", "resume"})
  void changesNothingOfARevokedKey(String what) {
    control.delete(alice, "/v1/api-keys/" + id);

    Answer answer = become(alice, what);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.error()).isEqualTo("key " + id + ": revoked (expected: active or paused)");
  }

  @Test
  void changesNothingOfAnExpiredKey() {
    control.now.set(NOW.plus(Duration.ofDays(91)));

    assertThat(become(alice, "rotate").error()).contains(": expired (expected: active or paused)");
  }

  @Test
  void letsAnAdministratorPauseAnyonesKey() {
    assertThat(become(control.admin, "pause").status()).isEqualTo(200);
    assertThat(works(key)).isFalse();
  }

  @Test
  void revokesAPausedKey() {
    become(alice, "pause");

    assertThat(control.delete(alice, "/v1/api-keys/" + id).text("status")).isEqualTo("revoked");
    assertThat(become(alice, "resume").status()).isEqualTo(409);
  }
}
