package io.maas.domain.resource.compile;

import io.maas.domain.resource.Resource;
import io.maas.domain.resource.ResourceKey;
import io.maas.domain.resource.StatusByHand;
import io.maas.domain.resource.Trees;
import io.maas.domain.resource.Violation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Gathers what is said of each resource, as `status` trees. The time of a condition is that of its
/// last change, so a resource of which nothing new can be said keeps the very tree that it had, and
/// nobody needs to write it.
final class Statuses {

  private static final int LONGEST_MESSAGE = 1024;

  private final String now;
  private final Map<ResourceKey, Map<String, Object>> trees = new LinkedHashMap<>();

  Statuses(Instant now) {
    this.now = now.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /// Notes what is to be said of a resource.
  ///
  /// @param facts what else there is to say, by field
  /// @return what is said in fact: that, or what somebody wrote by hand
  Told put(Resource resource, String phase, Map<String, Object> facts, List<Condition> conditions) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("phase", phase);
    tree.putAll(facts);
    tree.put(
        "conditions", conditions.stream().map(condition -> tree(resource, condition)).toList());
    boolean stays =
        Trees.same(tree, resource.status())
            || StatusByHand.of(resource).filter(hand -> hand.standsOver(tree)).isPresent();
    Map<String, Object> said = stays ? resource.status() : tree;
    trees.put(resource.key(), said);
    return new Told(said);
  }

  /// Notes what is said of a resource, once more.
  void keep(Resource resource, Map<String, Object> said) {
    trees.put(resource.key(), said);
  }

  void putInvalid(Resource resource, List<Violation> violations) {
    String message = violations.stream().map(Violation::toString).collect(Collectors.joining("; "));
    put(resource, "Failed", Map.of(), List.of(Condition.notReady("InvalidSpec", message)));
  }

  Map<ResourceKey, Map<String, Object>> all() {
    return trees;
  }

  private Map<String, Object> tree(Resource resource, Condition condition) {
    String status = condition.holds() ? "True" : "False";
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("type", condition.type());
    tree.put("status", status);
    tree.put("reason", condition.reason());
    tree.put("message", shortened(condition.message()));
    tree.put("observedGeneration", resource.generation());
    String since = since(resource, condition.type(), status);
    tree.put("lastTransitionTime", since == null ? now : since);
    return tree;
  }

  private static @Nullable String since(Resource resource, String type, String status) {
    if (resource.status().get("conditions") instanceof List<?> conditions) {
      for (Object previous : conditions) {
        if (previous instanceof Map<?, ?> tree
            && type.equals(tree.get("type"))
            && status.equals(tree.get("status"))
            && tree.get("lastTransitionTime") instanceof String since) {
          return since;
        }
      }
    }
    return null;
  }

  private static String shortened(String message) {
    return message.length() <= LONGEST_MESSAGE
        ? message
        : message.substring(0, LONGEST_MESSAGE - 1) + "…";
  }
}
