package io.maas.domain.resource.spec;

import io.maas.domain.resource.Fields;
import io.maas.domain.resource.Rule;
import io.maas.domain.resource.Violation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// The tiers of the ConfigMap `tier-to-group-mapping`, in their order: YAML in a text.
public record TiersSpec(List<TierSpec> tiers) implements Spec {

  private static final Rule TEXT = new Rule("YAML text: a list of tiers", text -> !text.isBlank());

  static TiersSpec read(Fields data, Function<String, Object> yaml, List<Violation> violations) {
    String text = data.text("tiers", TEXT);
    if (text.isEmpty()) {
      return new TiersSpec(List.of());
    }
    Map<String, Object> tree = new HashMap<>();
    try {
      tree.put("data.tiers", yaml.apply(text));
    } catch (IllegalArgumentException e) {
      violations.add(new Violation("data.tiers", fault(e), TEXT.expected()));
      return new TiersSpec(List.of());
    }
    return new TiersSpec(
        tiers(Fields.of(tree, violations).objects("data.tiers", 0, Integer.MAX_VALUE)));
  }

  /// What the reader of YAML says, cut where it begins to quote the text.
  private static String fault(IllegalArgumentException e) {
    String message = e.getMessage();
    return message == null ? "no YAML" : "no YAML: " + message.lines().findFirst().orElse("");
  }

  private static List<TierSpec> tiers(List<Fields> entries) {
    Set<String> names = new HashSet<>();
    return entries.stream()
        .map(entry -> {
          TierSpec tier = TierSpec.read(entry);
          if (!tier.name().isEmpty() && !names.add(tier.name())) {
            entry.refuse("name", "a name that no other tier has");
          }
          return tier;
        })
        .toList();
  }
}
