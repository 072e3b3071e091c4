package io.maas.control.key;

import io.maas.domain.catalog.Tenant;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.Resources;
import java.util.Map;

/// How many keys somebody may have at once: `spec.apiKeys.maxPerUser` of the tenant. Those count
/// that are neither revoked nor expired, short-lived ones too: a bound that some keys pass is none.
public final class KeysPerUser {

  private final Resources resources;

  /// @param resources where each tenant's `MaasTenantConfig` is
  public KeysPerUser(Resources resources) {
    this.resources = resources;
  }

  /// The most; the largest number where the tenant says nothing.
  int allowed(String tenant) {
    return resources
        .list(new Resources.Selection(Kind.TENANT_CONFIG, Tenant.namespaceOf(tenant)))
        .stream()
        .map(KeysPerUser::declared)
        .filter(most -> most > 0)
        .findFirst()
        .orElse(Integer.MAX_VALUE);
  }

  private static int declared(Resource config) {
    return config.spec().get("apiKeys") instanceof Map<?, ?> keys
            && keys.get("maxPerUser") instanceof Number most
        ? most.intValue()
        : 0;
  }
}
