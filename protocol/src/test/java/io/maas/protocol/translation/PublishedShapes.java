package io.maas.protocol.translation;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.domain.catalog.Dialect;
import io.maas.protocol.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What a provider publishes of its requests and answers, and what in a body is not as published.
final class PublishedShapes {

  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]*={0,2}");

  private final JsonNode shapes;

  /// Whether values that the provider may add to are held to those that it has.
  private final boolean closed;

  private PublishedShapes(JsonNode shapes, boolean closed) {
    this.shapes = shapes;
    this.closed = closed;
  }

  /// For what we write.
  static PublishedShapes requests(Dialect dialect) {
    return new PublishedShapes(read(dialect), true);
  }

  /// For what a provider writes, which may have a word that nobody knows yet.
  static PublishedShapes answers(Dialect dialect) {
    return new PublishedShapes(read(dialect), false);
  }

  /// What is wrong with a body, each with where it is.
  List<String> violations(String shape, JsonNode body) {
    List<String> found = new ArrayList<>();
    check(shape, body, shape, found);
    return found;
  }

  private void check(String name, JsonNode node, String at, List<String> found) {
    JsonNode shape = shapes.path(name);
    boolean fits =
        switch (shape.path("type").asText()) {
          case "structure" -> structure(shape, node, at, found);
          case "list" -> list(shape, node, at, found);
          case "map" -> {
            node.properties()
                .forEach(
                    each -> check(shape.path("value").asText(), each.getValue(), at + "{}", found));
            yield node.isObject();
          }
          case "string" -> node.isTextual() && text(shape, node.textValue());
          case "blob" -> node.isTextual() && BASE64.matcher(node.textValue()).matches();
          case "integer" -> node.isInt() && within(shape, node.doubleValue());
          case "float" -> node.isNumber() && within(shape, node.doubleValue());
          case "boolean" -> node.isBoolean();
          case "document" -> true;
          default -> false;
        };
    if (!fits) {
      String value = node.toString();
      found.add(
          at
              + ": "
              + value.substring(0, Math.min(value.length(), 80))
              + " (expected: "
              + name
              + ")");
    }
  }

  private boolean structure(JsonNode shape, JsonNode node, String at, List<String> found) {
    JsonNode members = shape.path("members");
    node.properties()
        .forEach(each -> {
          String place = at + "." + each.getKey();
          if (members.has(each.getKey())) {
            check(members.path(each.getKey()).asText(), each.getValue(), place, found);
          } else {
            found.add(place + ": unknown");
          }
        });
    for (JsonNode required : shape.path("required")) {
      if (!node.has(required.asText())) {
        found.add(at + "." + required.asText() + ": missing");
      }
    }
    return node.isObject() && (!shape.path("union").asBoolean() || node.size() == 1);
  }

  private boolean list(JsonNode shape, JsonNode node, String at, List<String> found) {
    int index = 0;
    for (JsonNode each : node) {
      check(shape.path("member").asText(), each, at + "[" + index++ + "]", found);
    }
    return node.isArray() && within(shape, node.size());
  }

  private boolean text(JsonNode shape, String text) {
    if (closed && shape.has("enum") && !among(shape.path("enum"), text)) {
      return false;
    }
    return within(shape, text.length())
        && (!shape.has("pattern") || Pattern.matches(shape.path("pattern").asText(), text));
  }

  private static boolean among(JsonNode words, String text) {
    for (JsonNode word : words) {
      if (word.asText().equals(text)) {
        return true;
      }
    }
    return false;
  }

  private static boolean within(JsonNode shape, double value) {
    return value >= shape.path("min").asDouble(Double.NEGATIVE_INFINITY)
        && value <= shape.path("max").asDouble(Double.POSITIVE_INFINITY);
  }

  private static JsonNode read(Dialect dialect) {
    String name = dialect.word() + ".shapes.json";
    try (InputStream file = PublishedShapes.class.getResourceAsStream(name)) {
      return Json.MAPPER.readTree(file);
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }
}
