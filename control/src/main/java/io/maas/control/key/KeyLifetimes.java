package io.maas.control.key;

import io.maas.domain.catalog.Tenant;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.Resources;
import java.time.Duration;
import java.util.Map;

/// How long keys may live. A key that says nothing lives as long as it may.
public final class KeyLifetimes {

  /// The longest that an ephemeral key lives.
  public static final Duration EPHEMERAL = Duration.ofHours(1);

  /// Where the tenant's configuration says nothing.
  static final int DEFAULT_DAYS = 90;

  private final Resources resources;

  /// @param resources where each tenant's `MaasTenantConfig` is
  public KeyLifetimes(Resources resources) {
    this.resources = resources;
  }

  /// The longest that this kind of key of the tenant lives.
  Duration longest(String tenant, boolean ephemeral) {
    return ephemeral ? EPHEMERAL : Duration.ofDays(longestDays(tenant));
  }

  /// The longest that a regular key lives: `spec.apiKeys.maxExpirationDays` of the tenant.
  int longestDays(String tenant) {
    return resources
        .list(new Resources.Selection(Kind.TENANT_CONFIG, Tenant.namespaceOf(tenant)))
        .stream()
        .map(KeyLifetimes::declaredDays)
        .filter(days -> days > 0)
        .findFirst()
        .orElse(DEFAULT_DAYS);
  }

  private static int declaredDays(Resource config) {
    return config.spec().get("apiKeys") instanceof Map<?, ?> keys
            && keys.get("maxExpirationDays") instanceof Number days
        ? days.intValue()
        : 0;
  }
}
