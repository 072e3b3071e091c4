package io.maas.domain.resource.compile;

import io.maas.domain.catalog.Tenant;
import io.maas.domain.catalog.Tenants;
import io.maas.domain.resource.Surroundings;
import io.maas.domain.resource.spec.AiTenantSpec;
import io.maas.domain.resource.spec.ConfigSpec;
import io.maas.domain.resource.spec.LegacyTenantSpec;
import io.maas.domain.resource.spec.TenantConfigSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds the tenants. Of two that claim one gateway or one host name the older has it, and the
/// other is not served at all: a tenant without a part of its addresses would be half of one.
final class TenantCompiler {

  private final Declared declared;
  private final Surroundings surroundings;
  private final Statuses statuses;
  private final Map<String, String> gateways = new HashMap<>();
  private final Map<String, String> hosts = new HashMap<>();

  private TenantCompiler(Declared declared, Surroundings surroundings, Statuses statuses) {
    this.declared = declared;
    this.surroundings = surroundings;
    this.statuses = statuses;
  }

  static Tenancy compile(Declared declared, Surroundings surroundings, Statuses statuses) {
    return new TenantCompiler(declared, surroundings, statuses).tenancy();
  }

  private Tenancy tenancy() {
    Set<String> configured =
        declared.all(TenantConfigSpec.class).stream()
            .map(Declaration::namespace)
            .collect(Collectors.toSet());
    List<Tenant> tenants = new ArrayList<>();
    for (Declaration<AiTenantSpec> each : inOrder()) {
      String conflict = conflict(each);
      if (conflict.isEmpty()) {
        claim(each);
        tenants.add(new Tenant(each.name(), each.spec().hostnames(), each.spec().issuer()));
        say(each, configured.contains(Tenant.namespaceOf(each.name())));
      } else {
        say(each, "Failed", Condition.notReady("GatewayClaimFailed", conflict));
      }
    }
    declared
        .all(LegacyTenantSpec.class)
        .forEach(each -> accept(each, "becomes a MaasTenantConfig and an AITenant"));
    declared.all(ConfigSpec.class).forEach(each -> accept(each, "kept"));
    String home = surroundings.tenant();
    if (tenants.stream().noneMatch(tenant -> tenant.id().equals(home))) {
      tenants.add(new Tenant(home, List.of(), null)); // always there
    }
    return new Tenancy(home, new Tenants(tenants, surroundings.elsewhere()));
  }

  private void accept(Declaration<?> of, String message) {
    statuses.put(of.resource(), "Active", Map.of(), List.of(Condition.ready(message)));
  }

  /// The default tenant first, then by age.
  private List<Declaration<AiTenantSpec>> inOrder() {
    return declared.all(AiTenantSpec.class).stream()
        .sorted(
            Comparator.comparing(
                    (Declaration<AiTenantSpec> each) -> !each.name().equals(surroundings.tenant()))
                .thenComparing(each -> each.resource().createdAt())
                .thenComparing(Declaration::name))
        .toList();
  }

  private String conflict(Declaration<AiTenantSpec> each) {
    String gateway = each.spec().gatewayOf(each.name());
    String other = gateways.get(gateway);
    if (other != null) {
      return "spec.gateway.name: "
          + gateway
          + " is AITenant "
          + other
          + "'s (expected: one of its own)";
    }
    for (String host : each.spec().hostnames()) {
      String theirs = hosts.get(host);
      if (theirs != null) {
        return "spec.gateway.hostnames: "
            + host
            + " is AITenant "
            + theirs
            + "'s (expected: one of its own)";
      }
    }
    return "";
  }

  private void claim(Declaration<AiTenantSpec> each) {
    gateways.put(each.spec().gatewayOf(each.name()), each.name());
    each.spec().hostnames().forEach(host -> hosts.put(host, each.name()));
  }

  private void say(Declaration<AiTenantSpec> of, boolean configured) {
    if (configured) {
      say(of, "Active", Condition.ready("reached, and its namespace is enabled"));
    } else {
      String message =
          "no MaasTenantConfig in namespace " + Tenant.namespaceOf(of.name()) + " (expected: one)";
      say(of, "Pending", Condition.notReady("TenantConfigNotReady", message));
    }
  }

  private void say(Declaration<AiTenantSpec> of, String phase, Condition ready) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("tenantNamespace", Tenant.namespaceOf(of.name()));
    facts.put(
        "gatewayRef",
        Map.of(
            "namespace", AiTenantSpec.GATEWAY_NAMESPACE, "name", of.spec().gatewayOf(of.name())));
    statuses.put(of.resource(), phase, facts, List.of(ready));
  }
}
