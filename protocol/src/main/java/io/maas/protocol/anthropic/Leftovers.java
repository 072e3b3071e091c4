package io.maas.protocol.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.conversation.Leftover;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Collects what the client said and the conversation has no word for. Of many alike, such as the
/// same field of every tool, the first stands for all.
final class Leftovers {

  private final Map<String, JsonNode> found = new LinkedHashMap<>();

  /// Keeps a value, unless it says nothing.
  void add(String path, JsonNode value) {
    boolean silent = value.isMissingNode() || value.isNull();
    if (!silent && !(value.isBoolean() && !value.booleanValue())) {
      found.putIfAbsent(path, value);
    }
  }

  /// Keeps all fields of an object but the known ones.
  void addUnknown(String prefix, JsonNode object, Set<String> known) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!known.contains(field.getKey())) {
        add(prefix + field.getKey(), field.getValue());
      }
    }
  }

  List<Leftover> all() {
    List<Leftover> all = new ArrayList<>(found.size());
    found.forEach((name, value) -> all.add(new Leftover(name, value)));
    return all;
  }
}
