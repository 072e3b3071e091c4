package io.maas.domain.resource.compile;

import io.maas.domain.access.AccessPolicy;
import io.maas.domain.catalog.Model;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.catalog.Overall;
import io.maas.domain.catalog.Snapshot;
import io.maas.domain.catalog.Subscription;
import io.maas.domain.resource.Compilation;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.Surroundings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Compiles everything that is declared.
public final class Compiler {

  private Compiler() {}

  /// Compiles all resources, each tenant's for itself: nothing of one is in the snapshot of
  /// another. Pure, and never throws for what a resource says.
  ///
  /// @param version of the resources, which the snapshots take
  /// @param now dates what changes in a status
  public static Compilation compile(
      long version, List<Resource> all, Surroundings surroundings, Instant now) {
    Statuses statuses = new Statuses(now);
    Declared declared = Declared.read(all, surroundings.yaml(), statuses);
    Tenancy tenancy = TenantCompiler.compile(declared, surroundings, statuses);
    // By their namespaces, which only models of the same namespace refer to.
    ExternalModels externals = ExternalModelCompiler.compile(declared, surroundings, statuses);
    InferenceServices services =
        InferenceServices.compile(declared, tenancy, surroundings, statuses);
    Map<String, Declared> parts = tenancy.parts(declared, statuses);
    Map<String, Snapshot> snapshots = new HashMap<>();
    tenancy
        .tenants()
        .all()
        .forEach(tenant ->
            snapshots.put(
                tenant.id(),
                snapshot(
                    version,
                    Objects.requireNonNull(parts.get(tenant.id())),
                    services,
                    externals,
                    surroundings.of(tenant),
                    statuses)));
    return new Compilation(version, tenancy.tenants(), snapshots, statuses.all());
  }

  private static Snapshot snapshot(
      long version,
      Declared declared,
      InferenceServices services,
      ExternalModels externals,
      Surroundings surroundings,
      Statuses statuses) {
    TenantNamespaces namespaces = TenantNamespaces.of(surroundings.tenant(), declared);
    Map<ModelId, ModelDraft> drafts =
        ModelDrafts.compile(declared, services, externals, surroundings);
    Map<ModelId, List<AccessPolicy>> policies =
        PolicyCompiler.compile(declared, namespaces, drafts.keySet(), statuses);
    List<Subscription> subscriptions =
        new ArrayList<>(new SubscriptionCompiler(drafts, declared, statuses).compile(namespaces));
    Set<String> taken = subscriptions.stream().map(Subscription::id).collect(Collectors.toSet());
    subscriptions.addAll(
        new TierCompiler(namespaces.home(), drafts, taken, statuses).compile(declared));
    Governance governance = Governance.of(policies, subscriptions);
    List<Model> models =
        new ModelCompiler(governance, surroundings, statuses).compile(drafts.values());
    Overall overall =
        new OverallCompiler(declared, namespaces, drafts.values(), subscriptions, statuses)
            .compile();
    return new Snapshot(version, surroundings.tenant(), models, subscriptions, policies, overall);
  }
}
