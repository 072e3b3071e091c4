package io.maas.domain.resource.compile;

import io.maas.domain.catalog.ModelId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Says over which models strict limits cannot be kept, because nothing bounds a prompt there.
final class StrictBound {

  static final String TYPE = "StrictNotBounded";

  private StrictBound() {}

  /// Nothing is said of what was never meant to be strict.
  static Optional<Condition> condition(boolean strict, Collection<ModelId> softened) {
    return strict ? Optional.of(condition(softened)) : Optional.empty();
  }

  private static Condition condition(Collection<ModelId> softened) {
    if (softened.isEmpty()) {
      return new Condition(TYPE, false, "Bounded", "every strict limit holds");
    }
    List<String> names = softened.stream().map(ModelId::toString).sorted().toList();
    String message =
        names.stream().collect(Collectors.joining(", "))
            + ": token limits settle instead of holding strictly (expected: spec.tokens.template on"
            + " the MaaSModelRef)";
    return new Condition(TYPE, true, "NoTemplate", message);
  }
}
