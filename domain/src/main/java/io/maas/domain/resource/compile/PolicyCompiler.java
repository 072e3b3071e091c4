package io.maas.domain.resource.compile;

import io.maas.domain.access.AccessPolicy;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.resource.spec.AuthPolicySpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Sorts what policies grant by model.
final class PolicyCompiler {

  private PolicyCompiler() {}

  static Map<ModelId, List<AccessPolicy>> compile(
      Declared declared, TenantNamespaces namespaces, Set<ModelId> models, Statuses statuses) {
    Map<ModelId, List<AccessPolicy>> policies = new HashMap<>();
    for (Declaration<AuthPolicySpec> policy : declared.all(AuthPolicySpec.class)) {
      if (namespaces.admits(policy, statuses)) {
        References references =
            References.check(policy.spec().models(), models, declared.invalid());
        AccessPolicy rule =
            new AccessPolicy(policy.namespace() + "/" + policy.name(), policy.spec().subjects());
        references
            .found()
            .forEach(model -> policies.computeIfAbsent(model, _ -> new ArrayList<>()).add(rule));
        statuses.put(
            policy.resource(),
            Phases.word(references.phase()),
            Map.of("authPolicies", List.of()),
            List.of(references.ready()));
      }
    }
    return policies;
  }
}
