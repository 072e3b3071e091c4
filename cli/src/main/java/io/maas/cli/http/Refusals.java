package io.maas.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// Reads the error bodies of control, which come in the reference's three shapes: `{"error":{
/// message, type}}`, `{"error": text, code}` and `{"error": text, details}`.
final class Refusals {
  private Refusals() {}

  static Answer.Refused read(Response response) {
    JsonNode tree = response.tree();
    String message = message(tree);
    if (message.isBlank()) {
      message =
          "status %d with %s (expected: an answer of maas; is it maas that listens there?)"
              .formatted(response.status(), response.header("content-type").orElse("no content"));
    }
    return new Answer.Refused(response.status(), message, violations(tree));
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
