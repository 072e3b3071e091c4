package io.maas.control.tenant;

import io.maas.domain.catalog.Tenant;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.ResourceKey;
import io.maas.domain.resource.Resources;
import io.maas.domain.resource.Resources.Written;
import io.maas.domain.resource.spec.AiTenantSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Turns each Tenant of the reference's release 3.4 into a MaasTenantConfig and an AITenant, and
/// deletes it. What these say already stays as it is; a Tenant goes only once both are written.
record LegacyTenants(Resources resources) {

  private static final Set<String> OF_CONFIG =
      Set.of("apiKeys", "telemetry", "payloadProcessing", "limits", "enforcement");

  void migrate() {
    resources.list(new Resources.Selection(Kind.LEGACY_TENANT, null)).stream()
        .filter(each -> each.deletedAt() == null)
        .forEach(this::migrate);
  }

  private void migrate(Resource legacy) {
    ResourceKey key = legacy.key();
    Map<String, Object> config = new LinkedHashMap<>(legacy.spec());
    config.keySet().retainAll(OF_CONFIG);
    boolean done =
        fill(new ResourceKey(Kind.TENANT_CONFIG, key.namespace(), key.name()), config, List.of());
    Optional<String> tenant = tenantOf(key.namespace());
    if (tenant.isPresent()) {
      ResourceKey of = new ResourceKey(Kind.AI_TENANT, Kind.TENANTS_NAMESPACE, tenant.get());
      done &= fill(of, tenantSpec(legacy), List.of(TenantUpkeep.FINALIZER));
    }
    if (done) {
      resources.delete(key);
    }
  }

  private static Optional<String> tenantOf(String namespace) {
    if (namespace.equals(Tenant.DEFAULT)) {
      return Optional.of(Tenant.DEFAULT);
    }
    return namespace.startsWith(Tenant.NAMESPACE_PREFIX)
        ? Optional.of(namespace.substring(Tenant.NAMESPACE_PREFIX.length()))
        : Optional.empty();
  }

  /// Every Tenant named the default gateway, which is the default tenant's anyway and nobody
  /// else's.
  private static Map<String, Object> tenantSpec(Resource legacy) {
    Map<String, Object> spec = new LinkedHashMap<>();
    if (legacy.spec().get("gatewayRef") instanceof Map<?, ?> gateway
        && gateway.get("name") instanceof String name
        && !name.equals(AiTenantSpec.DEFAULT_GATEWAY)) {
      spec.put("gateway", Map.of("name", name));
    }
    Object issuer = legacy.spec().get("externalOIDC");
    if (issuer != null) {
      spec.put("oidc", issuer);
    }
    return spec;
  }

  /// Writes the fields that it does not have; false if somebody else wrote in between.
  private boolean fill(ResourceKey key, Map<String, Object> fields, List<String> finalizers) {
    Optional<Resource> there = resources.find(key);
    Map<String, Object> spec = new LinkedHashMap<>(fields);
    there.ifPresent(resource -> spec.putAll(resource.spec()));
    Map<String, Object> content = Map.of("spec", spec);
    Resource written =
        there
            .map(live ->
                Resource.draft(key, live.labels(), live.annotations(), live.finalizers(), content)
                    .at(live.resourceVersion()))
            .orElseGet(() -> Resource.draft(key, Map.of(), Map.of(), finalizers, content));
    return !(resources.put(written) instanceof Written.Conflict);
  }
}
