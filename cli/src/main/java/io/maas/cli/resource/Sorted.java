package io.maas.cli.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeMap;

/// Trees whose fields are in one order, so that the order in which somebody wrote them is no
/// difference.
final class Sorted {
  private Sorted() {}

  static JsonNode of(JsonNode tree) {
    return switch (tree) {
      case ObjectNode object -> {
        ObjectNode sorted = JsonNodeFactory.instance.objectNode();
        TreeMap<String, JsonNode> fields = new TreeMap<>();
        object.properties().forEach(field -> fields.put(field.getKey(), of(field.getValue())));
        fields.forEach(sorted::set);
        yield sorted;
      }
      case ArrayNode array -> {
        ArrayNode sorted = JsonNodeFactory.instance.arrayNode();
        array.forEach(item -> sorted.add(of(item)));
        yield sorted;
      }
      default -> tree;
    };
  }
}
