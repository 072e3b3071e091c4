package io.maas.protocol.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorBodyTest {

  @Test
  void saysAnErrorWholeAndAsTheEndOfAStream() {
    ErrorBody error = ErrorBody.of("rate_limit_error", "slow down");
    String json =
        "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"slow down\"},"
            + "\"request_id\":\"r1\"}";

    assertThat(new String(error.toJson("r1"), UTF_8)).isEqualTo(json);
    assertThat(new String(error.toStreamEnd("r1"), UTF_8))
        .isEqualTo("event: error\ndata: " + json + "\n\n");
  }

  @Test
  void tellsClientsToGoOnWithoutAThread() {
    assertThat(new String(ErrorBody.threadUnsupported().toJson("r1"), UTF_8))
        .contains(
            "\"details\":{\"error_code\":\"thread_unsupported_request\","
                + "\"unsupported\":[\"thread\"]}");
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_request_error",
    "401, authentication_error",
    "402, billing_error",
    "403, permission_error",
    "404, not_found_error",
    "413, request_too_large",
    "422, invalid_request_error",
    "429, rate_limit_error",
    "500, api_error",
    "502, api_error",
    "503, overloaded_error",
    "529, overloaded_error",
    "504, timeout_error"
  })
  void hasAClassForEachStatus(int status, String type) {
    assertThat(ErrorBody.typeOf(status)).isEqualTo(type);
  }

  @Test
  void tellsHowManyTokensWereCounted() {
    assertThat(new String(new CountTokensBody(42).toJson(), UTF_8))
        .isEqualTo("{\"input_tokens\":42}");
  }
}
