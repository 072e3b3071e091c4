package io.maas.cli.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/// Adds a configuration to another without taking anything from it.
///
/// A value that differs is a clash, except beside an address of the same gateway: that block came
/// from here, and its key may be a newer one.
final class JsonMerge {
  private final String url;

  private JsonMerge(String url) {
    this.url = url;
  }

  /// What came of it.
  sealed interface Merged {
    /// All that was there, and ours.
    record Fits(ObjectNode tree) implements Merged {}

    /// The first field that says otherwise.
    record Clashes(String field) implements Merged {}
  }

  /// Adds.
  ///
  /// @param there what is there; not changed
  /// @param url the root of the gateway that ours names
  static Merged of(ObjectNode there, ObjectNode ours, String url) {
    ObjectNode tree = there.deepCopy();
    return new JsonMerge(url)
        .add(tree, ours, "")
        .<Merged>map(Merged.Clashes::new)
        .orElseGet(() -> new Merged.Fits(tree));
  }

  private Optional<String> add(ObjectNode there, ObjectNode ours, String above) {
    boolean sameGateway = sameGateway(there, ours);
    for (Map.Entry<String, JsonNode> field : ours.properties()) {
      String path = above + field.getKey();
      JsonNode value = field.getValue();
      JsonNode old = there.get(field.getKey());
      if (old == null || (sameGateway && value.isValueNode() && old.isValueNode())) {
        there.set(field.getKey(), value);
      } else if (old instanceof ObjectNode into && value instanceof ObjectNode from) {
        Optional<String> clash = add(into, from, path + ".");
        if (clash.isPresent()) {
          return clash;
        }
      } else if (old instanceof ArrayNode into && value instanceof ArrayNode from) {
        from.forEach(item -> addOnce(into, item));
      } else if (!old.equals(value)) {
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }

  private boolean sameGateway(ObjectNode there, ObjectNode ours) {
    return ours.properties().stream()
        .anyMatch(field ->
            field.getValue().isTextual()
                && field.getValue().asText().startsWith(url)
                && field.getValue().equals(there.get(field.getKey())));
  }

  private static void addOnce(ArrayNode list, JsonNode item) {
    for (JsonNode old : list) {
      if (old.equals(item) || sameId(old, item)) {
        return;
      }
    }
    list.add(item);
  }

  private static boolean sameId(JsonNode old, JsonNode item) {
    return item.path("id").isTextual() && item.path("id").equals(old.path("id"));
  }
}
