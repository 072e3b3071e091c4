package io.maas.protocol.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.conversation.Leftover;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Gathers what a client said and no word of the conversation can hold.
public final class Leftovers {

  private final List<Leftover> found = new ArrayList<>();

  /// Keeps a value.
  public void add(Value value) {
    if (value.isSaid()) {
      found.add(new Leftover(value.path(), value.node()));
    }
  }

  /// Keeps the fields of an object that are not among those that are known.
  public void addUnknown(Value object, Set<String> known) {
    for (Map.Entry<String, JsonNode> field : object.node().properties()) {
      if (!known.contains(field.getKey())) {
        add(object.at(field.getKey()));
      }
    }
  }

  /// All of them.
  public List<Leftover> all() {
    return found;
  }
}
