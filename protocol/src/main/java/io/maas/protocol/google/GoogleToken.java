package io.maas.protocol.google;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.json.Json;
import java.io.IOException;
import java.time.Duration;

/// What the token endpoint answered.
public sealed interface GoogleToken {

  /// A token.
  ///
  /// @param value stands behind `Bearer `
  /// @param validFor from when it was asked for
  record Granted(String value, Duration validFor) implements GoogleToken {
    /// Without the token.
    @Override
    public String toString() {
      return "Granted[validFor=" + validFor + "]";
    }
  }

  /// None, and why.
  ///
  /// @param error Google's own word: `invalid_grant` where the key was deleted or a clock is wrong
  record Denied(String error, String message) implements GoogleToken {}

  /// Reads an answer, whatever its status was.
  static GoogleToken read(byte[] body) {
    JsonNode answer;
    try {
      answer = Json.MAPPER.readTree(body);
    } catch (IOException _) {
      return new Denied("unreadable", "the answer is no JSON (expected: access_token)");
    }
    String token = answer.path("access_token").asText("");
    JsonNode seconds = answer.path("expires_in");
    if (!token.isEmpty() && seconds.canConvertToInt() && seconds.asInt() > 0) {
      return new Granted(token, Duration.ofSeconds(seconds.asInt()));
    }
    String error = answer.path("error").asText("");
    return new Denied(
        error.isEmpty() ? "unreadable" : error,
        answer.path("error_description").asText("the answer has no access_token and expires_in"));
  }
}
