package io.maas.cli.key;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/// The flags that narrow a key, and that say what it is for.
final class KeyScopeOptions {
  @Option(
      names = "--allow-model",
      paramLabel = "MODEL",
      split = ",",
      description = "A model that it may be used for, and no other but those named so.")
  private List<String> models = List.of();

  @Option(
      names = "--allow-from",
      paramLabel = "BLOCK",
      split = ",",
      description = "Where it may be used from: an address, or a block such as 10.0.0.0/8.")
  private List<String> addresses = List.of();

  @Option(names = "--label", paramLabel = "KEY=VALUE", description = "A label. May be given again.")
  private Map<String, String> labels = Map.of();

  /// Adds what was said to a wish for a key, or for a change of one.
  void addTo(ObjectNode wish) {
    if (!labels.isEmpty()) {
      ObjectNode tree = wish.putObject("labels");
      labels.forEach(tree::put);
    }
    addTo(wish, "allowedModels", models);
    addTo(wish, "allowedAddresses", addresses);
  }

  private static void addTo(ObjectNode wish, String field, List<String> items) {
    if (!items.isEmpty()) {
      ArrayNode list = wish.putArray(field);
      items.forEach(list::add);
    }
  }
}
