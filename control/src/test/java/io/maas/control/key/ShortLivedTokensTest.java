package io.maas.control.key;

import static io.maas.control.http.ControlServer.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.control.http.Declarations;
import io.maas.domain.access.StoredKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortLivedTokensTest {

  private ControlServer control;
  private String alice;

  @BeforeEach
  void start() {
    control = ControlServer.start();
    control.apply(Declarations.basics());
    alice = control.user("alice");
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  void handsOutAnEphemeralKeyBoundToTheTier() {
    Answer answer = control.post(alice, "/v1/tokens", "{'expiration':'10m'}");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text("token")).startsWith("sk-oai-");
    assertThat(answer.text("expiration")).isEqualTo("10m0s");
    assertThat(answer.json().path("issuedAt").asLong()).isEqualTo(NOW.getEpochSecond());
    assertThat(answer.json().path("expiresAt").asLong()).isEqualTo(NOW.getEpochSecond() + 600);
    assertThat(answer.text("jti")).isEqualTo(control.keys.all().getFirst().id());
    Answer whoami = control.get(answer.text("token"), "/v1/whoami");
    assertThat(whoami.json().at("/key/subscription").asText()).endsWith("/tier-free");
  }

  @ParameterizedTest
  @CsvSource({"{},4h0m0s", "'',4h0m0s", "{'expiration':900},15m0s", "{'expiration':'1d'},24h0m0s"})
  void livesAsLongAsAskedElseFourHours(String body, String expiration) {
    assertThat(control.post(alice, "/v1/tokens", body).text("expiration")).isEqualTo(expiration);
  }

  @ParameterizedTest
  @CsvSource({
    "'9m59s',9m59s",
    "'-1h',-1h0m0s",
    "60,1m0s",
    "'91d',2184h0m0s",
    "'soon',soon",
    "true,true"
  })
  void refusesAnExpirationOutOfBounds(String expiration, String provided) {
    String value = expiration.matches("[0-9]+|true") ? expiration : "'" + expiration + "'";

    Answer answer = control.post(alice, "/v1/tokens", "{'expiration':" + value + "}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).startsWith("expiration: ");
    assertThat(answer.text("provided_expiration")).isEqualTo(provided);
  }

  @Test
  void saysSoWhereNothingCanBeUsed() {
    control.delete(control.admin, "/v1/resources/configmaps/maas-api/tier-to-group-mapping");

    Answer answer = control.post(alice, "/v1/tokens", "{}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("code")).isEqualTo("invalid_subscription");
  }

  @Test
  void revokesEveryShortLivedKeyOfMineAndNothingElse() {
    String bob = control.user("bob");
    String mine = control.post(alice, "/v1/tokens", "{}").text("token");
    String ephemeral = control.post(alice, "/v1/api-keys", "{'ephemeral':true}").text("key");
    String kept = control.post(alice, "/v1/api-keys", "{'name':'kept'}").text("key");
    String bobs = control.post(bob, "/v1/tokens", "{}").text("token");

    Answer answer = control.delete(alice, "/v1/tokens");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.response().body()).isEmpty();
    assertThat(control.get(mine, "/v1/whoami").status()).isEqualTo(401);
    assertThat(control.get(ephemeral, "/v1/whoami").status()).isEqualTo(401);
    assertThat(control.get(kept, "/v1/whoami").status()).isEqualTo(200);
    assertThat(control.get(bobs, "/v1/whoami").status()).isEqualTo(200);
  }

  @Test
  void revokesMoreThanAPageOfThem() {
    for (int i = 0; i < 101; i++) {
      control.post(alice, "/v1/tokens", "{}");
    }

    control.delete(alice, "/v1/tokens");

    assertThat(control.keys.all())
        .hasSize(101)
        .allMatch(key -> key.status() == StoredKey.Status.REVOKED);
  }
}
