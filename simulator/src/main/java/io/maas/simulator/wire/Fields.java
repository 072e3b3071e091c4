package io.maas.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the fields of a request one by one and keeps the first thing that is wrong, so that a
/// reader can go straight through and look once at the end. A field that is `null` counts as
/// absent.
final class Fields {
  private final JsonNode body;
  private @Nullable ApiError error;

  Fields(JsonNode body) {
    this.body = body;
  }

  @Nullable ApiError error() {
    return error;
  }

  JsonNode get(String name) {
    var node = body.path(name);
    return node.isNull() ? MissingNode.getInstance() : node;
  }

  boolean has(String name) {
    return body.hasNonNull(name);
  }

  String text(String name, String otherwise) {
    var node = get(name);
    if (node.isTextual() || node.isMissingNode()) {
      return node.asText(otherwise);
    }
    wrong(name, node, "a string");
    return otherwise;
  }

  boolean flag(String name) {
    var node = get(name);
    if (!node.isBoolean() && !node.isMissingNode()) {
      wrong(name, node, "true or false");
    }
    return node.asBoolean(false);
  }

  /// A whole number of at least `least`.
  int number(String name, int least, int otherwise) {
    var node = get(name);
    if (node.isMissingNode()) {
      return otherwise;
    }
    if (!node.isIntegralNumber() || !node.canConvertToInt() || node.asInt() < least) {
      wrong(name, node, "a whole number of at least " + least);
      return otherwise;
    }
    return node.asInt();
  }

  long seed() {
    var node = get("seed");
    if (!node.isMissingNode() && !node.isIntegralNumber()) {
      wrong("seed", node, "a whole number");
    }
    return node.asLong(0);
  }

  /// A string, or a list of strings.
  List<String> texts(String name) {
    var node = get(name);
    if (node.isTextual()) {
      return node.asText().isEmpty() ? List.of() : List.of(node.asText());
    }
    var texts = new ArrayList<String>();
    for (var element : node) {
      if (element.isTextual() && !element.asText().isEmpty()) {
        texts.add(element.asText());
      } else {
        wrong(name, element, "strings");
      }
    }
    if (!node.isArray() && !node.isMissingNode()) {
      wrong(name, node, "a string or a list of strings");
    }
    return texts;
  }

  void wrong(String name, JsonNode found, String expected) {
    var shown = found.toString();
    fail(
        "%s: %s (expected: %s)"
            .formatted(
                name,
                found.isMissingNode()
                    ? "missing"
                    : shown.substring(0, Math.min(64, shown.length())),
                expected),
        name);
  }

  void fail(String message, String param) {
    if (error == null) {
      error = ApiError.badRequest(message, param);
    }
  }
}
