package io.maas.systemtests.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.json.Json;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.Arrays;

/// What came back, whole.
public record Answer(int status, HttpHeaders headers, String body) {

  /// A header, which must be there.
  public String header(String name) {
    return headers
        .firstValue(name)
        .orElseThrow(() -> new AssertionError(status + " without " + name + ": " + body));
  }

  public JsonNode json() {
    return tree(body);
  }

  /// This answer, if it has one of these statuses.
  public Answer expect(int... statuses) {
    if (Arrays.stream(statuses).noneMatch(expected -> expected == status)) {
      throw new AssertionError(
          "status " + status + " (expected: " + Arrays.toString(statuses) + "): " + body);
    }
    return this;
  }

  /// Reads JSON.
  public static JsonNode tree(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + text, e);
    }
  }
}
