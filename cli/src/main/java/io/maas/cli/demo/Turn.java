package io.maas.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.cli.http.Response;
import java.util.OptionalLong;

/// One chat request, as the client saw it answered.
///
/// @param requestId the gateway's name for it; empty if it gave none
/// @param status the HTTP status
/// @param text the answer, or the error's message
/// @param inputTokens as the answer says; 0 where it has no usage
/// @param outputTokens as the answer says; 0 where it has no usage
/// @param retryAfter the seconds after which to try again, if the gateway said so
record Turn(
    String requestId,
    int status,
    String text,
    long inputTokens,
    long outputTokens,
    OptionalLong retryAfter) {

  static Turn of(Response response) {
    JsonNode body = response.tree();
    JsonNode usage = body.path("usage");
    return new Turn(
        response.header("request-id").orElse(""),
        response.status(),
        response.isSuccess()
            ? body.path("choices").path(0).path("message").path("content").asText("")
            : body.path("error").path("message").asText(""),
        usage.path("prompt_tokens").asLong(),
        usage.path("completion_tokens").asLong(),
        seconds(response.header("retry-after").orElse("")));
  }

  boolean passed() {
    return status == 200;
  }

  /// Refused for now, with a time after which to try again.
  boolean limited() {
    return status == 429 && retryAfter.isPresent();
  }

  private static OptionalLong seconds(String header) {
    return header.matches("[0-9]{1,9}")
        ? OptionalLong.of(Long.parseLong(header))
        : OptionalLong.empty();
  }
}
