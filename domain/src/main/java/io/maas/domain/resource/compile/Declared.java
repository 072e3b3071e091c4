package io.maas.domain.resource.compile;

import io.maas.domain.resource.Resource;
import io.maas.domain.resource.ResourceKey;
import io.maas.domain.resource.spec.Spec;
import io.maas.domain.resource.spec.Specs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// All that is declared and can be read, in a steady order. What is being deleted is declared no
/// longer.
///
/// @param valid what can be read
/// @param invalid what cannot
record Declared(List<Declaration<Spec>> valid, Set<ResourceKey> invalid) {

  private static final Comparator<Resource> STEADY =
      Comparator.comparing((Resource resource) -> resource.key().kind())
          .thenComparing(resource -> resource.key().namespace())
          .thenComparing(resource -> resource.key().name());

  static Declared read(
      List<Resource> all,
      Function<String, Object> yaml,
      Memo<Reading> readings,
      Statuses statuses) {
    List<Declaration<Spec>> valid = new ArrayList<>();
    Set<ResourceKey> invalid = new HashSet<>();
    for (Resource resource : all.stream().sorted(STEADY).toList()) {
      if (resource.deletedAt() == null) {
        switch (readings
            .get(
                resource.key(),
                known -> known.of().equals(resource),
                () -> new Reading(resource, Specs.read(resource, yaml)))
            .what()) {
          case Specs.Valid(Spec spec) -> valid.add(new Declaration<>(resource, spec));
          case Specs.Invalid(var violations) -> {
            invalid.add(resource.key());
            statuses.putInvalid(resource, violations);
          }
        }
      }
    }
    return new Declared(valid, invalid);
  }

  <S extends Spec> List<Declaration<S>> all(Class<S> type) {
    return valid.stream()
        .filter(declaration -> type.isInstance(declaration.spec()))
        .map(
            declaration -> new Declaration<>(declaration.resource(), type.cast(declaration.spec())))
        .toList();
  }
}
