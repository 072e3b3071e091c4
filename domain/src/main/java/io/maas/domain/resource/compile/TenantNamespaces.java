package io.maas.domain.resource.compile;

import io.maas.domain.catalog.Tenant;
import io.maas.domain.resource.spec.LegacyTenantSpec;
import io.maas.domain.resource.spec.TenantConfigSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Where a tenant's policies and subscriptions count: its own namespace, and, of the default
/// tenant, each that holds a MaasTenantConfig. Elsewhere anybody who may write into a namespace
/// could grant themselves what belongs to others.
///
/// @param home the tenant's own
record TenantNamespaces(String tenant, String home, Set<String> names) {

  /// @param declared what is the tenant's
  static TenantNamespaces of(String tenant, Declared declared) {
    Set<String> names = new HashSet<>();
    names.add(Tenant.namespaceOf(tenant));
    declared.all(TenantConfigSpec.class).forEach(config -> names.add(config.namespace()));
    declared.all(LegacyTenantSpec.class).forEach(legacy -> names.add(legacy.namespace()));
    return new TenantNamespaces(tenant, Tenant.namespaceOf(tenant), names);
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
            + home
            + ", or a namespace with a MaasTenantConfig)";
    statuses.put(
        declaration.resource(),
        "Failed",
        Map.of(),
        List.of(Condition.notReady("InvalidSpec", message)));
    return false;
  }
}
