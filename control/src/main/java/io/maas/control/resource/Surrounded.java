package io.maas.control.resource;

import io.maas.control.tenant.TenantUpkeep;
import io.maas.domain.catalog.Tenant;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.ResourceKey;
import io.maas.domain.resource.Resources;
import io.maas.domain.resource.Resources.Selection;
import io.maas.domain.resource.spec.AiTenantSpec;
import io.maas.domain.resource.spec.Specs;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What resources have to find around them before they are written, be it in the store or in the
/// same body, in any order: what the reference's admission webhooks ask. What else is missing shows
/// in a status.
///
/// @param store what is there
/// @param together what is to be written at once
record Surrounded(Resources store, Collection<Resource> together) {

  private static final Set<Kind> ENABLING = Set.of(Kind.TENANT_CONFIG, Kind.LEGACY_TENANT);

  /// What is missing; empty if nothing is.
  List<Draft.Flaw> flaws() {
    return together.stream().flatMap(resource -> flaws(resource).stream()).toList();
  }

  private List<Draft.Flaw> flaws(Resource resource) {
    return switch (resource.key().kind()) {
      case SUBSCRIPTION, AUTH_POLICY -> ofGovernance(resource.key()).stream().toList();
      case MODEL_REF -> ofModel(resource).stream().toList();
      case AI_TENANT -> ofTenant(resource);
      case TENANT_CONFIG,
          LEGACY_TENANT,
          CONFIG,
          TEAM,
          LEGACY_EXTERNAL_MODEL,
          EXTERNAL_MODEL,
          EXTERNAL_PROVIDER,
          INFERENCE_SERVICE,
          CONFIG_MAP ->
          List.of();
    };
  }

  /// Only what is new: what was there before may be written on.
  private Optional<Draft.Flaw> ofGovernance(ResourceKey key) {
    String namespace = key.namespace();
    if (namespace.equals(Tenant.DEFAULT)
        || isConfigured(namespace)
        || tenants().anyMatch(tenant -> Tenant.namespaceOf(tenant).equals(namespace))
        || store.find(key).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        new Draft.Flaw(
            key.toString(),
            "metadata.namespace",
            "namespace \"" + namespace + "\" is not enabled for MaaS tenant resources",
            "a namespace with a MaasTenantConfig. Create a MaasTenantConfig CR in this namespace to"
                + " enable it"));
  }

  private boolean isConfigured(String namespace) {
    return together.stream()
            .anyMatch(each ->
                ENABLING.contains(each.key().kind()) && each.key().namespace().equals(namespace))
        || ENABLING.stream()
            .anyMatch(kind -> !store.list(new Selection(kind, namespace)).isEmpty());
  }

  private Optional<Draft.Flaw> ofModel(Resource model) {
    return Optional.ofNullable(model.spec().get("tenantRef"))
        .map(Object::toString)
        .filter(named -> !named.equals(Tenant.DEFAULT) && tenants().noneMatch(named::equals))
        .map(named ->
            new Draft.Flaw(
                model.key().toString(),
                "spec.tenantRef",
                named,
                "the name of an AITenant in " + Kind.TENANTS_NAMESPACE));
  }

  private List<Draft.Flaw> ofTenant(Resource tenant) {
    List<Draft.Flaw> flaws = new ArrayList<>();
    Optional<AiTenantSpec> wanted = spec(tenant);
    String key = tenant.key().toString();
    String gateway = wanted.map(spec -> spec.gatewayOf(tenant.key().name())).orElse("");
    others(tenant)
        .forEach((name, theirs) -> {
          if (theirs.gatewayOf(name).equals(gateway)) {
            String found = gateway + " is already in use by AITenant " + name;
            flaws.add(
                new Draft.Flaw(
                    key, "spec.gateway.name", found, "a dedicated gateway for each AITenant"));
          }
          wanted.stream()
              .flatMap(spec -> spec.hostnames().stream())
              .filter(theirs.hostnames()::contains)
              .map(host -> host + " is already in use by AITenant " + name)
              .map(found ->
                  new Draft.Flaw(
                      key, "spec.gateway.hostnames", found, "hosts of its own for each AITenant"))
              .forEach(flaws::add);
        });
    return flaws;
  }

  /// What other tenants say, by name; those in the body as they will be.
  private Map<String, AiTenantSpec> others(Resource tenant) {
    Map<String, AiTenantSpec> others = new TreeMap<>();
    Stream.concat(store.list(new Selection(Kind.AI_TENANT, null)).stream(), together.stream())
        .filter(each -> each.key().kind() == Kind.AI_TENANT)
        .filter(each -> !each.key().equals(tenant.key()))
        .forEach(each -> spec(each).ifPresent(spec -> others.put(each.key().name(), spec)));
    return others;
  }

  private static Optional<AiTenantSpec> spec(Resource tenant) {
    return Specs.read(tenant, Yaml::tree) instanceof Specs.Valid(AiTenantSpec spec)
        ? Optional.of(spec)
        : Optional.empty();
  }

  /// The tenants that will be there.
  private Stream<String> tenants() {
    return Stream.concat(
        together.stream()
            .filter(each -> each.key().kind() == Kind.AI_TENANT)
            .map(each -> each.key().name()),
        store.list(new Selection(Kind.AI_TENANT, null)).stream()
            .filter(each -> each.deletedAt() == null)
            .map(each -> each.key().name()));
  }

  /// What is stored of a document: a tenant does not go before its keys are revoked.
  static Resource guarded(Resource resource) {
    if (resource.key().kind() != Kind.AI_TENANT
        || resource.finalizers().contains(TenantUpkeep.FINALIZER)) {
      return resource;
    }
    List<String> finalizers = new ArrayList<>(resource.finalizers());
    finalizers.add(TenantUpkeep.FINALIZER);
    return Resource.draft(
            resource.key(),
            resource.labels(),
            resource.annotations(),
            finalizers,
            resource.content())
        .at(resource.resourceVersion());
  }
}
