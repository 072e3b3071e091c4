package io.maas.domain.resource.compile;

import io.maas.domain.access.AccessPolicy;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.resource.compile.References.Reference;
import io.maas.domain.resource.spec.AuthPolicySpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
            facts(references),
            List.of(references.ready()));
      }
    }
    return policies;
  }

  /// Both as the reference's fields have it, and as a subscription tells of its models.
  private static Map<String, Object> facts(References references) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("modelRefStatuses", references.all().stream().map(Reference::tree).toList());
    facts.put("authPolicies", references.all().stream().map(PolicyCompiler::enforced).toList());
    return facts;
  }

  /// One policy of the gateway enforces all, as in the reference.
  private static Map<String, Object> enforced(Reference reference) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", "maas-gateway-auth");
    tree.put("namespace", reference.model().namespace());
    tree.put("model", reference.model().name());
    tree.put("modelNamespace", reference.model().namespace());
    tree.put("ready", reference.found());
    tree.put("reason", reference.reason());
    tree.put("message", reference.message());
    return tree;
  }
}
