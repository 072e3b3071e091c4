package io.maas.domain.resource.compile;

import io.maas.domain.catalog.Fallback;
import io.maas.domain.catalog.ModelId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Says whether the models that stand in for one are there. Where one is not, the model is served
/// all the same, and the others stand in.
final class FallbackCheck {

  private static final String TYPE = "FallbackReady";

  private FallbackCheck() {}

  /// Nothing is said of a model that names none.
  static Optional<Condition> of(Fallback fallback, Set<ModelId> models, Set<ModelId> usable) {
    if (fallback.models().isEmpty()) {
      return Optional.empty();
    }
    List<String> missing =
        fallback.models().stream()
            .filter(model -> !models.contains(model))
            .map(model -> "model " + model + " not found")
            .toList();
    if (!missing.isEmpty()) {
      return Optional.of(
          new Condition(
              TYPE,
              false,
              "NotFound",
              String.join("; ", missing) + " (expected: MaaSModelRefs that can be read)"));
    }
    List<String> unused =
        fallback.models().stream()
            .filter(model -> !usable.contains(model))
            .map(model -> "model " + model + " has no endpoint that can be used")
            .toList();
    return Optional.of(
        unused.isEmpty()
            ? new Condition(TYPE, true, "Valid", "all models that stand in are there")
            : new Condition(TYPE, false, "RuntimeHealthFailure", String.join("; ", unused)));
  }
}
