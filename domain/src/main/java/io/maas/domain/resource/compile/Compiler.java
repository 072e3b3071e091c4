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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Compiles everything that is declared.
public final class Compiler {

  private Compiler() {}

  /// Compiles all resources of a tenant. Pure, and never throws for what a resource says.
  ///
  /// @param version of the resources, which the snapshot takes
  /// @param now dates what changes in a status
  public static Compilation compile(
      long version, List<Resource> all, Surroundings surroundings, Instant now) {
    Statuses statuses = new Statuses(now);
    Declared declared = Declared.read(all, surroundings.yaml(), statuses);
    TenantNamespaces namespaces = TenantNamespaces.of(declared);

    ExternalModels externals = ExternalModelCompiler.compile(declared, surroundings, statuses);
    InferenceServices services = InferenceServices.compile(declared, surroundings, statuses);
    Map<ModelId, ModelDraft> drafts =
        ModelDrafts.compile(declared, services, externals, surroundings, statuses);
    Map<ModelId, List<AccessPolicy>> policies =
        PolicyCompiler.compile(declared, namespaces, drafts.keySet(), statuses);
    List<Subscription> subscriptions =
        new ArrayList<>(new SubscriptionCompiler(drafts, declared, statuses).compile(namespaces));
    Set<String> taken = subscriptions.stream().map(Subscription::id).collect(Collectors.toSet());
    subscriptions.addAll(new TierCompiler(drafts, taken, statuses).compile(declared));
    Governance governance = new Governance(policies, subscriptions);
    List<Model> models =
        new ModelCompiler(governance, surroundings, statuses).compile(drafts.values());

    Overall overall =
        new OverallCompiler(declared, namespaces, drafts.values(), subscriptions, statuses)
            .compile();

    return new Compilation(
        new Snapshot(version, surroundings.tenant(), models, subscriptions, policies, overall),
        statuses.all());
  }
}
