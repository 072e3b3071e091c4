package io.maas.domain.resource.compile;

import io.maas.domain.catalog.ModelId;
import io.maas.domain.catalog.Subscription.Phase;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.ResourceKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What became of the models that a policy or a subscription refers to.
record References(List<Reference> all) {

  /// @param found whether there is such a model
  /// @param reason one word of the reference's
  record Reference(ModelId model, boolean found, String reason, String message) {

    /// As an entry of a status.
    Map<String, Object> tree() {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("name", model.name());
      tree.put("namespace", model.namespace());
      tree.put("ready", found);
      tree.put("reason", reason);
      tree.put("message", message);
      return tree;
    }
  }

  static References check(List<ModelId> wanted, Set<ModelId> models, Set<ResourceKey> invalid) {
    return new References(
        wanted.stream().distinct().map(model -> check(model, models, invalid)).toList());
  }

  /// The models that there are.
  Set<ModelId> found() {
    return all.stream().filter(Reference::found).map(Reference::model).collect(Collectors.toSet());
  }

  /// All: active; some: degraded; none: failed.
  Phase phase() {
    long found = all.stream().filter(Reference::found).count();
    if (found == 0) {
      return Phase.FAILED;
    }
    return found < all.size() ? Phase.DEGRADED : Phase.ACTIVE;
  }

  Condition ready() {
    return switch (phase()) {
      case ACTIVE, PENDING, UNRECONCILED -> Condition.ready("all models are there");
      case DEGRADED -> Condition.notReady("PartialFailure", missing());
      case FAILED -> Condition.notReady("ReconcileFailed", missing());
    };
  }

  private String missing() {
    return all.stream()
        .filter(reference -> !reference.found())
        .map(Reference::message)
        .collect(Collectors.joining("; "));
  }

  private static Reference check(ModelId model, Set<ModelId> models, Set<ResourceKey> invalid) {
    if (models.contains(model)) {
      return new Reference(model, true, "Valid", "model " + model);
    }
    return invalid(model, invalid)
        ? new Reference(model, false, "InvalidSpec", "model " + model + " is invalid")
        : new Reference(model, false, "NotFound", "model " + model + " not found");
  }

  /// Whether a model that there is not is declared, and cannot be read.
  static boolean invalid(ModelId model, Set<ResourceKey> invalid) {
    return invalid.contains(new ResourceKey(Kind.MODEL_REF, model.namespace(), model.name()));
  }
}
