package io.maas.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.systemtests.server.OneSite;
import io.maas.systemtests.server.Site;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which exceptions of OpenAI's SDK for Node our refusals become, and which of them it cures by
/// asking again.
@ExtendWith(OneSite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAiNodeSdkErrorsTest {

  private final Site site;
  private final NodeSdk sdk;

  OpenAiNodeSdkErrorsTest(Site site) {
    this.site = site;
    this.sdk = NodeSdk.install(SdkAccounts.open(site, "node-sdk-errors"));
  }

  @ParameterizedTest
  @CsvSource({
    "unknown-key, AuthenticationError, 401, invalid_api_key",
    "reserved-model, PermissionDeniedError, 403, access_denied",
    "unknown-model, NotFoundError, 404, model_not_found",
    "wrong-field, BadRequestError, 400, bad_request",
    "limit, RateLimitError, 429, rate_limit_exceeded",
  })
  void aRefusalIsTheErrorThatItSays(String name, String error, int status, String code) {
    JsonNode refusal = sdk.run(name);

    assertThat(refusal.path("error").asText()).as(refusal.toString()).isEqualTo(error);
    assertThat(refusal.path("status").asInt()).isEqualTo(status);
    assertThat(refusal.path("code").asText()).isEqualTo(code);
    assertThat(refusal.path("requestID").asText()).isNotBlank();
  }

  @Test
  void aReachedLimitIsWaitedOutByTheSdkItself() {
    JsonNode attempts = sdk.run("retry").path("attempts");

    List<String> statuses = attempts.findValuesAsText("status");
    assertThat(statuses).contains("429").endsWith("429", "200");
    JsonNode refused = attempts.path(attempts.size() - 2);
    JsonNode repeated = attempts.path(attempts.size() - 1);
    assertThat(repeated.path("count").asText()).isEqualTo("1");
    double told = refused.path("retryAfter").asDouble() * 1000;
    double waited = repeated.path("at").asDouble() - refused.path("at").asDouble();
    System.out.printf("Node SDK: told %.0f ms, came back after %.0f ms%n", told, waited);
    assertThat(waited).isGreaterThanOrEqualTo(told);
  }

  @Test
  void aSpentQuotaIsNotAskedForAgain() {
    JsonNode refusal = sdk.run("spent");

    assertThat(refusal.path("status").asInt()).isEqualTo(402);
    assertThat(refusal.path("code").asText()).isEqualTo("insufficient_quota");
    assertThat(refusal.path("attempts").findValuesAsText("status")).containsExactly("200", "402");
  }

  @Test
  void aStreamThatBreaksIsAnError() {
    site.simulator().tune(Map.of("failure-drop-rate", "1"));
    try {
      JsonNode refusal = sdk.run("broken-stream");

      assertThat(refusal.path("error").asText()).as(refusal.toString()).isEqualTo("APIError");
      assertThat(refusal.path("message").asText()).contains("the upstream broke off");
    } finally {
      site.simulator().tune(Map.of("failure-drop-rate", "0"));
    }
  }
}
