package io.maas.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.http.ControlServer.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationTest {

  private static ControlServer control;
  private static String alice;

  @BeforeAll
  static void start() {
    control = ControlServer.start();
    control.apply(Declarations.basics());
    alice = control.user("alice", "gold");
  }

  @AfterAll
  static void stop() {
    control.close();
  }

  @Test
  void saysItIsHealthyToAnyone() {
    Answer answer = control.get("", "/health");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("status")).isEqualTo("healthy");
  }

  @Test
  void wantsACredentialForEverythingElse() {
    Answer answer = control.get("", "/v1/whoami");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.error()).isEqualTo("Authorization required");
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void tellsInferenceClientsInTheirShape() {
    Answer answer = control.get("", "/v1/models");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json().at("/error/type").asText()).isEqualTo("authentication_error");
    assertThat(answer.json().at("/error/message").asText()).isEqualTo("Authorization required");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "maas-unknown",
        "sk-oai-",
        "sk-oai-abc",
        "sk-oai-abc_",
        "sk-oai-a!c_def",
        "sk-oai-abc_def_ghi",
        "sk-oai-unknown_key",
      })
  void refusesWhatIsNoGoodWithOneText(String credential) {
    Answer answer = control.get(credential, "/v1/whoami");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.error()).isEqualTo("invalid credential");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer", "Bearer ", ""})
  void takesAnEmptyCredentialForNone(String authorization) {
    Answer answer = control.get("", "/v1/whoami", "Authorization", authorization);

    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void refusesAnotherScheme() {
    Answer answer = control.get("", "/v1/whoami", "Authorization", "Basic cm9vdDpyb290");

    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void takesTheCredentialFromEitherHeader() {
    Answer byBearer = control.get(alice, "/v1/whoami");
    Answer byApiKey = control.get("", "/v1/whoami", "x-api-key", alice);
    Answer byBoth = control.get(alice, "/v1/whoami", "x-api-key", alice);

    assertThat(byBearer.text("user")).isEqualTo("alice");
    assertThat(byApiKey.text("user")).isEqualTo("alice");
    assertThat(byBoth.text("user")).isEqualTo("alice");
  }

  @Test
  void refusesTwoDifferentCredentials() {
    Answer answer = control.get(alice, "/v1/whoami", "x-api-key", control.admin);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).contains("two different credentials");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-MaaS-Username", "X-MaaS-Group", "X-MaaS-Key-Id", "x-maas-username"})
  void refusesIdentityThatTheClientSends(String header) {
    Answer answer = control.get(alice, "/v1/whoami", header, "root");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.error()).containsIgnoringCase(header);
  }

  @Test
  void tellsAKeyWhatItIsBoundTo() {
    Answer answer = control.get(control.key(alice, "gold"), "/v1/whoami");

    assertThat(answer.text("user")).isEqualTo("alice");
    assertThat(answer.json().path("admin").asBoolean()).isFalse();
    assertThat(answer.json().at("/key/subscription").asText())
        .isEqualTo("models-as-a-service/gold");
  }

  @Test
  void neverCallsACredentialBadThatItCannotCheck() {
    try (ControlServer blind = ControlServer.start()) {
      blind.identities.away(true);

      Answer answer = blind.get(blind.admin, "/v1/whoami");

      assertThat(answer.status()).isEqualTo(503);
    }
  }

  @Test
  void echoesAHarmlessRequestId() {
    Answer answer = control.get("", "/health", "X-Request-ID", "trace-1.a_B");

    assertThat(answer.header("X-Request-ID")).isEqualTo("trace-1.a_B");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a<script>", "", "ü"})
  void makesARequestIdWhereTheClientsIsNotHarmless(String sent) {
    Answer answer = control.get("", "/health", "X-Request-ID", sent);

    assertThat(answer.header("X-Request-ID")).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  }

  @Test
  void makesARequestIdWhereTheClientsIsTooLong() {
    Answer answer = control.get("", "/health", "X-Request-ID", "a".repeat(129));

    assertThat(answer.header("X-Request-ID")).hasSize(36);
  }
}
