package io.maas.control.resource;

import io.maas.control.call.Call;
import io.maas.control.call.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Documents out of a body: one JSON object, an array of them, or YAML, by the body's type. A list
/// of Kubernetes' kind `List` counts as what is in it.
sealed interface DocumentText {

  /// These; each may yet be anything.
  record Documents(List<@Nullable Object> trees) implements DocumentText {}

  /// None that can be read.
  ///
  /// @param message what was found and what was expected
  record Unreadable(String message) implements DocumentText {}

  static DocumentText read(Call call) {
    if (call.contentType().endsWith("yaml")) {
      return switch (Yaml.documents(call.body())) {
        case Yaml.Read.Malformed(String found) -> unreadable(found, "YAML without aliases");
        case Yaml.Read.Trees(List<Object> trees) -> documents(trees, "YAML");
      };
    }
    return switch (Json.read(call.body())) {
      case Json.Read.Malformed(String found) ->
          unreadable(found, "JSON, or YAML as application/yaml");
      case Json.Read.Tree(Object root) ->
          documents(
              root instanceof List<?> list ? list : List.of(root == null ? "" : root), "JSON");
    };
  }

  private static DocumentText documents(List<?> roots, String language) {
    List<@Nullable Object> trees = new ArrayList<>();
    for (Object root : roots) {
      if (root instanceof Map<?, ?> map
          && "List".equals(map.get("kind"))
          && map.get("items") instanceof List<?> items) {
        trees.addAll(items);
      } else {
        trees.add(root);
      }
    }
    return trees.isEmpty()
        ? unreadable("no document", "at least one in " + language)
        : new Documents(trees);
  }

  private static Unreadable unreadable(String found, String expected) {
    return new Unreadable("body: " + found + " (expected: " + expected + ")");
  }
}
