package io.maas.domain.resource.compile;

import io.maas.domain.resource.StatusByHand;
import java.util.List;
import java.util.Map;

/// What is said of a resource, by us or by hand.
record Told(Map<String, Object> status) {

  /// Its phase; empty where none is said.
  String phase() {
    return StatusByHand.phase(status);
  }

  /// Whether it is ready: by its phase, where one is said, and by the condition of that name.
  boolean ready() {
    return List.of("", "Ready").contains(phase())
        && status.get("conditions") instanceof List<?> conditions
        && conditions.stream().anyMatch(Told::saysReady);
  }

  private static boolean saysReady(Object condition) {
    return condition instanceof Map<?, ?> map
        && Condition.READY.equals(map.get("type"))
        && "True".equals(map.get("status"));
  }

  /// Whether an entry of a list of statuses is about that object and says that it is ready.
  boolean readyIn(String list, String name, String namespace) {
    return status.get(list) instanceof List<?> entries
        && entries.stream()
            .anyMatch(entry ->
                entry instanceof Map<?, ?> map
                    && (name.equals(map.get("model")) || name.equals(map.get("name")))
                    && namespace.equals(map.get("namespace"))
                    && Boolean.TRUE.equals(map.get("ready")));
  }
}
