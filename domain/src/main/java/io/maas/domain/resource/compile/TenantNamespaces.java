package io.maas.domain.resource.compile;

import io.maas.domain.resource.Kind;
import io.maas.domain.resource.spec.TenantConfigSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Where policies and subscriptions count: the tenant's namespace, and each that holds a
/// MaasTenantConfig. Elsewhere anybody who may write into a namespace could grant themselves what
/// belongs to others.
record TenantNamespaces(Set<String> names) {

  static TenantNamespaces of(Declared declared) {
    Set<String> names = new HashSet<>();
    names.add(Kind.TENANT_NAMESPACE);
    declared.all(TenantConfigSpec.class).forEach(config -> names.add(config.namespace()));
    return new TenantNamespaces(names);
  }

  /// Whether it counts; says so in its status if not.
  boolean admits(Declaration<?> declaration, Statuses statuses) {
    if (names.contains(declaration.namespace())) {
      return true;
    }
    String message =
        "metadata.namespace: "
            + declaration.namespace()
            + " (expected: "
            + Kind.TENANT_NAMESPACE
            + ", or a namespace with a MaasTenantConfig)";
    statuses.put(
        declaration.resource(),
        "Failed",
        Map.of(),
        List.of(Condition.notReady("InvalidSpec", message)));
    return false;
  }
}
