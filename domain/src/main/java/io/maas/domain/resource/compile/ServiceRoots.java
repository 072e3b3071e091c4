package io.maas.domain.resource.compile;

import io.maas.domain.catalog.ModelId;
import io.maas.domain.catalog.Tenant;
import io.maas.domain.resource.spec.ModelRefSpec;
import io.maas.domain.resource.spec.ModelRefSpec.Target;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Under which roots a model that runs here is reached: those of the tenants that refer to it;
/// while none does, that of the tenant whose namespace it is in.
///
/// @param referring by what they refer to
/// @param gatewayRoot without a slash at the end
record ServiceRoots(Map<ModelId, TreeSet<Tenant>> referring, Tenancy tenancy, String gatewayRoot) {

  static ServiceRoots of(Declared declared, Tenancy tenancy, String gatewayRoot) {
    Map<ModelId, TreeSet<Tenant>> referring = new HashMap<>();
    for (Declaration<ModelRefSpec> ref : declared.all(ModelRefSpec.class)) {
      if (ref.spec().target() == Target.LLM_INFERENCE_SERVICE) {
        ModelId service = new ModelId(ref.namespace(), ref.spec().targetName());
        tenancy
            .publisher(ref)
            .ifPresent(tenant ->
                referring
                    .computeIfAbsent(service, _ -> new TreeSet<>(Comparator.comparing(Tenant::id)))
                    .add(tenant));
      }
    }
    return new ServiceRoots(referring, tenancy, gatewayRoot);
  }

  /// At least one, in a steady order.
  List<String> of(ModelId service) {
    TreeSet<Tenant> tenants = referring.get(service);
    return tenants == null
        ? List.of(
            tenancy
                .owner(service.namespace())
                .map(tenant -> tenant.url(gatewayRoot))
                .orElse(gatewayRoot))
        : tenants.stream().map(tenant -> tenant.url(gatewayRoot)).toList();
  }
}
