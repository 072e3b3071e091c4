package io.maas.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.http.ControlServer.Answer;
import io.maas.domain.audit.Actor;
import io.maas.domain.audit.AuditEntry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the cluster's own parts ask, and that no client can.
class InternalApiTest {

  private ControlServer control;
  private String alice;

  @BeforeEach
  void start() {
    control = ControlServer.start();
    control.apply(Declarations.basics());
    alice = control.user("alice", "gold");
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  void tellsWhoseAKeyIs() {
    String key = control.key(alice, "gold");

    Answer answer = validate(key);

    assertThat(answer.json().path("valid").asBoolean()).isTrue();
    assertThat(answer.text("username")).isEqualTo("alice");
    assertThat(answer.text("userId")).isEqualTo(answer.text("keyId")).isNotEmpty();
    assertThat(answer.text("keyName")).isEqualTo("laptop");
    assertThat(answer.text("tenant")).isEqualTo(ControlServer.TENANT);
    assertThat(answer.text("subscription")).endsWith("gold");
    assertThat(answer.json().path("groups").toString()).contains("gold");
  }

  @Test
  void tellsWhyAKeyIsNone() {
    String key = control.key(alice, "gold");

    assertThat(validate("sk-oai-nonsense").text("reason")).isEqualTo("invalid key format");
    assertThat(validate("sk-oai-a_b").text("reason")).isEqualTo("key not found");
    control.now.set(ControlServer.NOW.plus(Duration.ofDays(400)));
    Answer ended = validate(key);
    assertThat(ended.text("reason")).isEqualTo("key revoked or expired");
    assertThat(ended.json().path("valid").asBoolean(true)).isFalse();
    assertThat(ended.text("tenant")).isEqualTo(ControlServer.TENANT);
  }

  @Test
  void asksForAKey() {
    Answer answer = control.postInside("/internal/v1/api-keys/validate", "{}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("key is required");
  }

  @Test
  void deletesEphemeralKeysThatEndedHalfAnHourAgo() {
    control.post(alice, "/v1/api-keys", "{'ephemeral':true,'expiresIn':'10m'}");
    control.key(alice, "gold");
    control.now.set(ControlServer.NOW.plus(Duration.ofMinutes(41)));

    Answer answer = control.postInside("/internal/v1/api-keys/cleanup", "");

    assertThat(answer.json().path("deletedCount").asInt()).isOne();
  }

  @Test
  void writesDownWhatTheListenerItselfDoes() {
    control.key(alice, "gold");

    delete("/internal/v1/tenants/" + ControlServer.TENANT + "/api-keys");
    AuditEntry revoked = control.audit.entries().getLast();
    control.postInside("/internal/v1/api-keys/cleanup", "");
    AuditEntry cleaned = control.audit.entries().getLast();

    assertThat(revoked.actor()).isEqualTo(Actor.system("internal"));
    assertThat(revoked.from().address()).isEqualTo("127.0.0.1");
    assertThat(revoked.action()).isEqualTo("revokeTenantApiKeys");
    assertThat(revoked.object()).isEqualTo(new AuditEntry.Thing("tenants", ControlServer.TENANT));
    assertThat(revoked.after()).contains("\"revokedCount\":1");
    assertThat(cleaned.action()).isEqualTo("cleanUpApiKeys");
  }

  @Test
  void revokesNothingThatCannotBeWrittenDown() {
    String key = control.key(alice, "gold");
    control.audit.takesOnly(0);

    Answer answer = delete("/internal/v1/tenants/" + ControlServer.TENANT + "/api-keys");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(validate(key).json().path("valid").asBoolean()).isTrue();
  }

  @Test
  void revokesTheKeysOfItsOwnTenantOnly() {
    String key = control.key(alice, "gold");

    Answer other = delete("/internal/v1/tenants/other/api-keys");
    Answer own = delete("/internal/v1/tenants/" + ControlServer.TENANT + "/api-keys");

    assertThat(other.status()).isEqualTo(400);
    assertThat(own.json().path("revokedCount").asInt()).isOne();
    assertThat(validate(key).text("reason")).isEqualTo("key revoked or expired");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {'groups':['gold']}                                                | bad_request
          {'username':'alice','groups':'gold'}                               | bad_request
          not json                                                           | bad_request
          {'username':'eve','groups':[]}                                     | not_found
          {'username':'alice','groups':['gold'],'requestedSubscription':'no'} | not_found
          {'username':'eve','requestedSubscription':'gold'}                  | access_denied
          {'username':'alice','groups':['gold'],'requestedSubscription':'gold','requestedModel':'x'} | model_not_in_subscription
          """)
  void tellsWhyNoSubscriptionIsMeant(String question, String error) {
    // What is wrong with the question is in the answer, so that also a wrong one is answered.
    Answer answer =
        control.sendOnly(
            control
                .inside("/internal/v1/subscriptions/select")
                .POST(HttpRequest.BodyPublishers.ofString(question.replace('\'', '"')))
                .build());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.error()).isEqualTo(error);
    assertThat(answer.json().path("accessAllowed").asBoolean(true)).isFalse();
  }

  @Test
  void tellsWhichSubscriptionIsMeant() {
    Answer answer = select("{'username':'alice','groups':['gold'],'requestedSubscription':'gold'}");

    assertThat(answer.text("name")).isEqualTo("gold");
    assertThat(answer.text("phase")).isIn("Active", "Degraded");
    assertThat(answer.json().path("ready").asBoolean()).isTrue();
    assertThat(answer.json().path("accessAllowed").asBoolean()).isTrue();
  }

  @Test
  void listsTheTenantForWhomeverIsKnown() {
    Answer nobody = control.sendInside(control.inside("/v1/tenants").GET());
    Answer known =
        control.sendInside(control.inside("/v1/tenants", "Authorization", "Bearer " + alice).GET());

    assertThat(nobody.status()).isEqualTo(401);
    assertThat(nobody.json().has("details")).isTrue();
    assertThat(known.json().toString())
        .isEqualTo(
            "{\"tenants\":[{\"name\":\"models-as-a-service\",\"gateway\":{\"name\":\"maas-default-gateway\","
                + "\"namespace\":\"openshift-ingress\",\"protocol\":\"https\","
                + "\"externalUrl\":\"https://maas.example\",\"port\":443}}]}");
  }

  @Test
  void letsNoPageOfABrowserIn() {
    Answer answer =
        control.sendOnly(
            control
                .inside("/internal/v1/api-keys/cleanup", "Origin", "http://evil.example")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());

    assertThat(answer.status()).isEqualTo(403);
  }

  /// Each is sent to the clients' listener as it stands.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/internal/v1/api-keys/cleanup",
        "/maas-api/internal/v1/api-keys/cleanup",
        "/maas-api//internal/v1/api-keys/cleanup",
        "//internal/v1/api-keys/cleanup",
        "/maas-api/%69nternal/v1/api-keys/cleanup",
        "/%69nternal/v1/api-keys/cleanup",
        "/maas-api%2Finternal%2Fv1%2Fapi-keys%2Fcleanup",
        "/maas-api/v1/../internal/v1/api-keys/cleanup",
        "/maas-api/v1/%2e%2e/internal/v1/api-keys/cleanup",
        "/v1/api-keys/../../internal/v1/api-keys/cleanup",
        "/maas-api/internal/v1/api-keys/cleanup/",
        "/maas-api/internal;x=1/v1/api-keys/cleanup",
        "/MAAS-API/INTERNAL/v1/api-keys/cleanup",
        "http://127.0.0.1/internal/v1/api-keys/cleanup",
        "http://127.0.0.1/maas-api/internal/v1/api-keys/cleanup",
      })
  void isReachedByNoSpellingOfItsPath(String target) throws IOException {
    control.post(alice, "/v1/api-keys", "{'ephemeral':true,'expiresIn':'10m'}");
    control.now.set(ControlServer.NOW.plus(Duration.ofMinutes(41)));

    String status = raw("POST", target, control.admin);

    assertThat(status).matches("HTTP/1.1 40[0345] .*");
    assertThat(
            control
                .postInside("/internal/v1/api-keys/cleanup", "")
                .json()
                .path("deletedCount")
                .asInt())
        .isOne();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/tenants",
        "/maas-api/v1/tenants",
        "/maas-api//v1/tenants",
        "/maas-api/v1/%74enants",
        "http://127.0.0.1/maas-api/v1/tenants",
        "http://127.0.0.1/v1/tenants",
      })
  void tellsNoClientOfTenants(String target) throws IOException {
    assertThat(raw("GET", target, control.admin)).startsWith("HTTP/1.1 404 ");
  }

  /// A request whose target no client library would send.
  ///
  /// @return the line of the status
  private String raw(String method, String target, String token) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), control.port())) {
      socket.setSoTimeout(10_000);
      String request =
          "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
              .formatted(method, target, token);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.lines().findFirst().orElse("");
    }
  }

  private Answer validate(String key) {
    return control.postInside("/internal/v1/api-keys/validate", "{'key':'" + key + "'}");
  }

  private Answer select(String question) {
    return control.postInside("/internal/v1/subscriptions/select", question);
  }

  private Answer delete(String path) {
    return control.sendInside(control.inside(path).DELETE());
  }
}
