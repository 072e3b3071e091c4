package io.maas.domain.resource.compile;

import io.maas.domain.catalog.Tenant;
import io.maas.domain.catalog.Tenants;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.ResourceKey;
import io.maas.domain.resource.spec.ModelRefSpec;
import io.maas.domain.resource.spec.Spec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whose each resource is. A namespace `ai-tenant-{name}` is that tenant's, and nobody's while
/// there is no such tenant; all others are the default tenant's. A model may say that it is
/// somebody else's.
///
/// @param home whose is what belongs to no other
/// @param tenants who there is
record Tenancy(String home, Tenants tenants) {

  /// What is each tenant's, by id. Of what is nobody's the status says why.
  Map<String, Declared> parts(Declared declared, Statuses statuses) {
    Map<String, List<Declaration<Spec>>> valid = new LinkedHashMap<>();
    Map<String, Set<ResourceKey>> invalid = new HashMap<>();
    for (Declaration<Spec> each : declared.valid()) {
      String owner = ownerOf(each, statuses);
      if (owner != null) {
        valid.computeIfAbsent(owner, _ -> new ArrayList<>()).add(each);
      }
    }
    for (ResourceKey key : declared.invalid()) {
      String owner = ownerOf(key.namespace());
      if (owner != null) {
        invalid.computeIfAbsent(owner, _ -> new HashSet<>()).add(key);
      }
    }
    Map<String, Declared> parts = new HashMap<>();
    tenants
        .all()
        .map(Tenant::id)
        .forEach(id ->
            parts.put(
                id,
                new Declared(
                    valid.getOrDefault(id, List.of()), invalid.getOrDefault(id, Set.of()))));
    return parts;
  }

  private @Nullable String ownerOf(Declaration<Spec> declaration, Statuses statuses) {
    String owner = ownerOf(declaration.namespace());
    String named = declaration.spec() instanceof ModelRefSpec model ? model.tenant() : null;
    if (named == null || named.equals(owner)) {
      if (owner == null) {
        refuse(declaration, orphan(declaration.namespace()), statuses);
      }
      return owner;
    }
    if (tenants.find(named).isEmpty()) {
      refuse(
          declaration,
          "spec.tenantRef: " + named + " (expected: the name of an AITenant)",
          statuses);
      return null;
    }
    if (!Objects.equals(owner, home)) {
      // Or whoever may write into one tenant's namespace could publish to another's people.
      refuse(
          declaration,
          "spec.tenantRef: "
              + named
              + " (expected: none, or that of namespace "
              + declaration.namespace()
              + ")",
          statuses);
      return null;
    }
    return named;
  }

  /// Whose a published model is, as far as that is allowed.
  Optional<Tenant> publisher(Declaration<ModelRefSpec> model) {
    String owner = ownerOf(model.namespace());
    String named = model.spec().tenant();
    return Optional.ofNullable(named == null || !Objects.equals(owner, home) ? owner : named)
        .flatMap(tenants::find);
  }

  /// Whose a namespace is; nobody's while there is no such tenant.
  Optional<Tenant> owner(String namespace) {
    return Optional.ofNullable(ownerOf(namespace)).flatMap(tenants::find);
  }

  private @Nullable String ownerOf(String namespace) {
    if (!namespace.startsWith(Tenant.NAMESPACE_PREFIX)) {
      return home;
    }
    String id = namespace.substring(Tenant.NAMESPACE_PREFIX.length());
    return tenants.find(id).isPresent() && !id.equals(Tenant.DEFAULT) ? id : null;
  }

  private static String orphan(String namespace) {
    return "metadata.namespace: "
        + namespace
        + " (expected: a namespace whose AITenant is in "
        + Kind.TENANTS_NAMESPACE
        + ")";
  }

  private static void refuse(Declaration<Spec> declaration, String message, Statuses statuses) {
    statuses.put(
        declaration.resource(),
        "Failed",
        Map.of(),
        List.of(Condition.notReady("InvalidSpec", message)));
  }
}
