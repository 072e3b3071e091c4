package io.maas.cli.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/// Reads the error bodies of control, which come in the reference's three shapes: `{"error":{
/// message, type}}`, `{"error": text, code}` and `{"error": text, details}`.
final class Refusals {
  private Refusals() {}

  static Answer.Refused read(int status, String contentType, String body, JsonMapper json) {
    JsonNode tree = tree(body, json);
    String message = message(tree);
    if (message.isBlank()) {
      message =
          "status "
              + status
              + " with "
              + (contentType.isEmpty() ? "no content" : contentType)
              + " (expected: an answer of maas; is it maas that listens there?)";
    }
    return new Answer.Refused(status, message, violations(tree));
  }

  private static JsonNode tree(String body, JsonMapper json) {
    try {
      return json.readTree(body);
    } catch (JsonProcessingException _) {
      return json.missingNode();
    }
  }

  private static String message(JsonNode tree) {
    JsonNode error = tree.path("error");
    String message = error.isTextual() ? error.asText() : error.path("message").asText("");
    String details = tree.path("details").asText("");
    return details.isBlank() ? message : message + ": " + details;
  }

  private static List<String> violations(JsonNode tree) {
    List<String> lines = new ArrayList<>();
    for (JsonNode violation : tree.path("violations")) {
      lines.add(
          "%s: %s: %s (expected: %s)"
              .formatted(
                  violation.path("resource").asText("document"),
                  violation.path("field").asText("?"),
                  violation.path("found").asText(violation.path("found").toString()),
                  violation.path("expected").asText("?")));
    }
    return lines;
  }
}
