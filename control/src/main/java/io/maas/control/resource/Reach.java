package io.maas.control.resource;

import io.maas.domain.access.Principal;
import io.maas.domain.catalog.Tenant;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.ResourceKey;
import java.util.Optional;

/// Which resources a caller has to do with. Who administers the installation has to do with all;
/// who administers a tenant, with what is in its namespace. The default tenant's are all namespaces
/// that are nobody else's.
public record Reach(Principal caller) {

  /// Whether the caller may know that there is such a resource: if not, it is as if there were
  /// none.
  public boolean sees(ResourceKey key) {
    return caller.administersPlatform()
        || (key.kind() == Kind.AI_TENANT
            ? key.name().equals(caller.tenant())
            : has(key.namespace()));
  }

  /// Whether a namespace is the caller's.
  public boolean has(String namespace) {
    if (caller.administersPlatform()) {
      return true;
    }
    return caller.tenant().equals(Tenant.DEFAULT)
        ? !namespace.startsWith(Tenant.NAMESPACE_PREFIX)
            && !namespace.equals(Kind.TENANTS_NAMESPACE)
        : namespace.equals(Tenant.namespaceOf(caller.tenant()));
  }

  /// Why the caller may not write it; empty if nothing is against that. The same whether it is
  /// there or not.
  Optional<Draft.Flaw> against(ResourceKey key) {
    if (has(key.namespace())) {
      return Optional.empty();
    }
    String expected =
        caller.tenant().equals(Tenant.DEFAULT)
            ? "a namespace of the default tenant"
            : Tenant.namespaceOf(caller.tenant());
    return Optional.of(
        new Draft.Flaw(key.toString(), "metadata.namespace", key.namespace(), expected));
  }
}
