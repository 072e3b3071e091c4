package io.maas.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The items of a JSON array; what is none has no items.
public final class Items {
  private Items() {}

  /// The items, in their order.
  public static List<JsonNode> of(JsonNode array) {
    List<JsonNode> items = new ArrayList<>();
    if (array.isArray()) {
      array.forEach(items::add);
    }
    return items;
  }

  /// The items as one cell of a table.
  public static String joined(JsonNode array, Function<JsonNode, String> text, String separator) {
    return of(array).stream().map(text).collect(Collectors.joining(separator));
  }

  /// Names as one cell of a table.
  public static String joined(JsonNode names) {
    return joined(names, JsonNode::asText, ",");
  }
}
