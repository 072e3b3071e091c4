package io.maas.control.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.control.http.Declarations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkRevocationTest {

  private ControlServer control;
  private String alice;
  private String gold;
  private String silver;

  @BeforeEach
  void start() {
    control = ControlServer.start();
    control.apply(Declarations.basics());
    alice = control.user("alice", "gold", "silver");
    gold = control.key(alice, "gold");
    silver = control.key(alice, "silver");
    control.key(control.user("bob", "gold"), "gold");
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  void revokesAllOfMine() {
    Answer answer = revoke(alice, "{'username':'alice'}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("revokedCount").asInt()).isEqualTo(2);
    assertThat(answer.text("message"))
        .isEqualTo("Successfully revoked 2 active API key(s) for user alice");
    assertThat(answer.json().has("dryRun")).isFalse();
    assertThat(control.get(gold, "/v1/whoami").status()).isEqualTo(401);
    assertThat(revoke(alice, "{'username':'alice'}").json().path("revokedCount").asInt()).isZero();
  }

  @Test
  void onlyCountsWhenDry() {
    Answer answer = revoke(alice, "{'username':'alice','dryRun':true}");

    assertThat(answer.text("message"))
        .isEqualTo("Dry run: 2 active key(s) would be revoked for user alice");
    assertThat(answer.json().path("dryRun").asBoolean()).isTrue();
    assertThat(control.get(gold, "/v1/whoami").status()).isEqualTo(200);
  }

  @Test
  void revokesASubscriptionsKeysForAdministrators() {
    Answer answer = revoke(control.admin, "{'subscription':'gold'}");

    assertThat(answer.text("message"))
        .isEqualTo("Successfully revoked 2 active API key(s) for subscription gold");
    assertThat(control.get(gold, "/v1/whoami").status()).isEqualTo(401);
    assertThat(control.get(silver, "/v1/whoami").status()).isEqualTo(200);
  }

  @Test
  void revokesAUsersKeysInASubscription() {
    Answer answer = revoke(control.admin, "{'username':'alice','subscription':'gold'}");

    assertThat(answer.text("message"))
        .isEqualTo("Successfully revoked 1 active API key(s) for user alice in subscription gold");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'username':'bob'}",
        "{'subscription':'gold'}",
        "{'username':'alice','subscription':'gold'}",
        "{'subscription':'gold','dryRun':true}",
      })
  void leavesTheRestToAdministrators(String body) {
    Answer answer = revoke(alice, body);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.error())
        .isEqualTo("Access denied: admin privileges required for this bulk revoke operation");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'dryRun':true}", "", "{'username':''}", "{'username':7}"})
  void wantsToKnowWhose(String body) {
    assertThat(revoke(control.admin, body).status()).isEqualTo(400);
  }

  private Answer revoke(String token, String body) {
    return control.post(token, "/v1/api-keys/bulk-revoke", body);
  }
}
