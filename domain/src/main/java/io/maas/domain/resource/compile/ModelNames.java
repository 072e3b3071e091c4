package io.maas.domain.resource.compile;

import io.maas.domain.catalog.ModelId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which models of one namespace go by the same name. For people only: a request that is meant for
/// several is refused, or goes to the one that its caller may use.
final class ModelNames {

  private final Map<ModelId, Set<ModelId>> byName = new HashMap<>();

  ModelNames(Collection<ModelDraft> drafts) {
    for (ModelDraft draft : drafts) {
      for (String name : names(draft)) {
        byName.computeIfAbsent(in(draft, name), _ -> new HashSet<>()).add(draft.id());
      }
    }
  }

  Condition of(ModelDraft draft) {
    Set<String> conflicts = new TreeSet<>();
    for (String name : names(draft)) {
      byName.getOrDefault(in(draft, name), Set.of()).stream()
          .filter(other -> !other.equals(draft.id()))
          .forEach(other -> conflicts.add(name + " is also a name of " + other));
    }
    String type = "ModelIdentityUnique";
    return conflicts.isEmpty()
        ? new Condition(type, true, "UniqueIdentity", "no other model has its names")
        : new Condition(type, false, "ModelNameConflict", String.join("; ", conflicts));
  }

  private static Set<String> names(ModelDraft draft) {
    Set<String> names = new HashSet<>(draft.aliases());
    names.add(draft.id().name());
    return names;
  }

  private static ModelId in(ModelDraft draft, String name) {
    return new ModelId(draft.id().namespace(), name);
  }
}
