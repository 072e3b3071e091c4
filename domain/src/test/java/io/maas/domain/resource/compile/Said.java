package io.maas.domain.resource.compile;

import java.util.List;
import java.util.Map;

/// A status tree, read the way that tests ask.
record Said(Map<String, Object> tree) {

  Object field(String name) {
    return tree.getOrDefault(name, "");
  }

  String phase() {
    return String.valueOf(tree.get("phase"));
  }

  /// `status reason` of a condition; empty if there is none of the type.
  String condition(String type) {
    return conditions().stream()
        .filter(condition -> type.equals(condition.get("type")))
        .map(condition -> condition.get("status") + " " + condition.get("reason"))
        .findFirst()
        .orElse("");
  }

  String message(String type) {
    return conditions().stream()
        .filter(condition -> type.equals(condition.get("type")))
        .map(condition -> String.valueOf(condition.get("message")))
        .findFirst()
        .orElse("");
  }

  @SuppressWarnings("unchecked") // as the compiler makes them
  List<Map<String, Object>> list(String field) {
    return (List<Map<String, Object>>) tree.getOrDefault(field, List.of());
  }

  private List<Map<String, Object>> conditions() {
    return list("conditions");
  }
}
