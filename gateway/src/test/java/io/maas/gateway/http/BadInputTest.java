package io.maas.gateway.http;

import static io.maas.gateway.http.Rig.HELLO;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.Identity;
import io.maas.domain.access.Principal;
import io.maas.domain.catalog.Snapshot;
import io.maas.domain.metering.Unit;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {

  private final Rig rig = new Rig(Rig.strict(Unit.TOTAL_TOKENS, 1000));

  @AfterEach
  void nothingWentUpstream() {
    assertThat(rig.upstream.arrived).isEmpty();
    assertThat(rig.intents).isEmpty();
    rig.close();
  }

  @Test
  void refusesARequestWithoutCredential() {
    refused(rig.to("/v1/chat/completions").POST(body(HELLO)), 401, "invalid_api_key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer sk-oai-bad", "Bearer sk-oai-a_b_c", "Bearer sk-oai-_x", "Bearer sk-oai-no_body",
        "Bearer ", "Basic YTpi", "Bearer stranger", "sk-oai-goodKey_goodSecret"
      })
  void refusesACredentialThatIsMalformedOrUnknown(String authorization) {
    refused(
        rig.to("/v1/chat/completions").header("Authorization", authorization).POST(body(HELLO)),
        401,
        "invalid_api_key");
  }

  @Test
  void refusesAnExpiredKey() {
    Principal.KeyBinding old = new Principal.KeyBinding("k", "old", "gold", Instant.EPOCH);
    rig.known.put(
        Rig.KEY.hash(),
        new Identity.Known(new Principal("default", "alice", List.of("staff"), false, old)));

    refused(rig.withKey("/v1/chat/completions").POST(body(HELLO)), 401, "invalid_api_key");
  }

  @Test
  void saysTryAgainWhenTheStoreOfKeysIsAway() {
    rig.storeAway = true;

    refused(rig.withKey("/v1/chat/completions").POST(body(HELLO)), 503, "service_unavailable");
  }

  @Test
  void refusesTwoDifferentCredentials() {
    refused(
        rig.withKey("/v1/chat/completions").header("x-api-key", "sk-oai-x_y").POST(body(HELLO)),
        400,
        "two different credentials");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-MaaS-Username", "x-maas-group", "X-MaaS-Key-Id"})
  void refusesIdentityHeaders(String header) {
    refused(
        rig.withKey("/v1/chat/completions").header(header, "admin").POST(body(HELLO)),
        403,
        "access_denied");
  }

  @Test
  void refusesAnUnknownModel() {
    refused(
        rig.withKey("/v1/chat/completions").POST(body(HELLO.replace("granite", "nope"))),
        404,
        "model_not_found");
    refused(rig.withKey("/llm/nope/v1/chat/completions").POST(body(HELLO)), 404, "model_not_found");
  }

  @Test
  void refusesAModelThatIsNotTheOneOnThePath() {
    refused(
        rig.withKey("/llm/granite/v1/chat/completions").POST(body(HELLO.replace("granite", "gpt"))),
        400,
        "expected: a name of llm/granite");
  }

  @Test
  void refusesAModelWithoutPolicy() {
    Snapshot open = rig.snapshot;
    rig.snapshot =
        new Snapshot(2, "default", open.models().toList(), open.subscriptions().toList(), Map.of());

    refused(rig.withKey("/v1/chat/completions").POST(body(HELLO)), 403, "no policy grants access");
  }

  @Test
  void refusesAModelWithoutSubscription() {
    Snapshot open = rig.snapshot;
    rig.snapshot = new Snapshot(2, "default", open.models().toList(), List.of(), Map.of());

    refused(rig.withKey("/v1/chat/completions").POST(body(HELLO)), 403, "access_denied");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not json | body:",
        "{\"model\":\"granite\",\"model\":\"x\"} | Duplicate",
        "{\"model\":\"granite\",\"max_tokens\":-1} | max_tokens: -1 (expected",
        "{\"model\":\"granite\",\"max_tokens\":99999999999} | max_tokens: 99999999999 (expected",
        "{} | model: missing",
      })
  void refusesABodyThatIsNotARequest(String json, String message) {
    refused(rig.withKey("/v1/chat/completions").POST(body(json)), 400, message);
  }

  @Test
  void refusesABodyOverTheLimitBeforeAndWhileReading() {
    String large = HELLO.replace("Hello", "x".repeat(200_000));
    refused(rig.withKey("/v1/chat/completions").POST(body(large)), 413, "request_too_large");
    refused(
        rig.withKey("/v1/chat/completions").POST(BodyPublishers.fromPublisher(body(large))),
        413,
        "request_too_large");
  }

  @Test
  void refusesAnImageThatAStrictLimitCannotBound() {
    refused(
        rig.withKey("/v1/chat/completions")
            .POST(
                body(
                    "{\"model\":\"granite\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":"
                        + "\"image_url\",\"image_url\":{\"url\":\"data:\"}}]}]}")),
        400,
        "expected: text only");
  }

  @Test
  void refusesAPromptThatTheWholeLimitHasNoRoomFor() {
    refused(
        rig.withKey("/v1/chat/completions").POST(body(HELLO.replace("Hello", "x".repeat(1500)))),
        400,
        "request_exceeds_limit");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/%63hat/completions",
        "/llm/%2e%2e/v1/chat/completions",
        "/llm//granite/v1/chat/completions",
        "//v1/chat/completions",
        "/V1/Chat/Completions",
        "/v1/chat/completions/",
        "/maas-api/granite/v1/chat/completions",
        "/internal/granite/v1/chat/completions",
        "/llm/granite/extra/v1/chat/completions",
        "/llm/granite/v1/files",
        "/llm/granite;x=1/v1/chat/completions",
      })
  void knowsNoPathWithTricks(String path) {
    refused(rig.withKey(path).POST(body(HELLO)), 404, "\"not_found\"");
  }

  @Test
  void refusesWhileTheJournalIsFull() {
    rig.journalFull = true;

    HttpResponse<String> answer = rig.chat(HELLO);

    assertThat(answer.statusCode()).isEqualTo(503);
  }

  private void refused(HttpRequest.Builder request, int status, String text) {
    HttpResponse<String> answer = rig.send(request);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(text).startsWith("{\"error\":{");
    assertThat(answer.body())
        .doesNotContain("Exception")
        .doesNotContain("goodSecret")
        .doesNotContain("upstream-secret")
        .doesNotContain("/work");
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    String id = answer.headers().firstValue("request-id").orElseThrow();
    assertThat(answer.body()).contains(id);
  }

  private static HttpRequest.BodyPublisher body(String text) {
    return BodyPublishers.ofString(text);
  }
}
