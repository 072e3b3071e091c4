package io.maas.domain.resource.spec;

import io.maas.domain.catalog.Tenant;
import io.maas.domain.resource.Fields;
import io.maas.domain.resource.Rule;
import org.jspecify.annotations.Nullable;

/// A tenant as the reference's release 3.4 declared it, which becomes a MaasTenantConfig and an
/// AITenant.
///
/// @param config what a MaasTenantConfig says
/// @param gateway the name of its gateway, if it says one
/// @param issuer who vouches for its people besides maas itself
public record LegacyTenantSpec(
    TenantConfigSpec config, @Nullable String gateway, Tenant.@Nullable Issuer issuer)
    implements Spec {

  static LegacyTenantSpec read(Fields spec) {
    Fields gateway = spec.section("gatewayRef");
    gateway.textOrNull("namespace", Rule.DNS_LABEL);
    return new LegacyTenantSpec(
        TenantConfigSpec.read(spec),
        gateway.textOrNull("name", Rule.DNS_LABEL),
        AiTenantSpec.issuer(spec.objectOrNull("externalOIDC")));
  }
}
