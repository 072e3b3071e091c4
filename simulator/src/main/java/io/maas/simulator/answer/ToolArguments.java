package io.maas.simulator.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;

/// Makes arguments that a tool's JSON schema accepts: every required property (all of them where
/// none is required), with a value of its type.
final class ToolArguments {
  private static final int DEEPEST = 8;

  private ToolArguments() {}

  static String of(Tool tool, String asked) {
    return object(tool.parameters(), asked, 0).toString();
  }

  private static ObjectNode object(JsonNode schema, String asked, int depth) {
    var required = new HashSet<String>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    var object = JsonNodeFactory.instance.objectNode();
    for (var property : schema.path("properties").properties()) {
      if (required.isEmpty() || required.contains(property.getKey())) {
        object.set(property.getKey(), value(property.getValue(), asked, depth + 1));
      }
    }
    return object;
  }

  private static JsonNode value(JsonNode schema, String asked, int depth) {
    var nodes = JsonNodeFactory.instance;
    if (schema.path("enum").has(0)) {
      return schema.path("enum").get(0);
    }
    var type = schema.path("type");
    return switch (type.isArray() ? type.path(0).asText() : type.asText("string")) {
      case "integer", "number" -> nodes.numberNode(schema.path("minimum").asInt(1));
      case "boolean" -> nodes.booleanNode(true);
      case "null" -> nodes.nullNode();
      case "array" ->
          depth > DEEPEST
              ? nodes.arrayNode()
              : nodes.arrayNode().add(value(schema.path("items"), asked, depth + 1));
      case "object" -> depth > DEEPEST ? nodes.objectNode() : object(schema, asked, depth);
      default -> nodes.textNode(lastWord(asked));
    };
  }

  /// Questions often end with what they are about: "call get_weather for Paris".
  private static String lastWord(String asked) {
    var bare = asked.strip();
    int end = bare.length();
    while (end > 0 && !Character.isLetterOrDigit(bare.charAt(end - 1))) {
      end--;
    }
    int begin = end;
    while (begin > 0 && end - begin < 32 && Character.isLetterOrDigit(bare.charAt(begin - 1))) {
      begin--;
    }
    return begin == end ? "value" : bare.substring(begin, end);
  }
}
