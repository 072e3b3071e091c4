package io.maas.domain.resource.compile;

import io.maas.domain.access.AccessPolicy;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.catalog.Subscription;
import java.util.List;
import java.util.Map;

/// Whether anybody is let in to a model, and on whose account.
record Governance(Map<ModelId, List<AccessPolicy>> policies, List<Subscription> subscriptions) {

  /// A model is governed by at least one policy and at least one subscription; a tier is one to
  /// every model.
  Condition of(ModelId model) {
    boolean policy = policies.containsKey(model);
    boolean subscription = subscriptions.stream().anyMatch(each -> each.grantFor(model) != null);
    if (policy && subscription) {
      return condition(true, "GovernancePaired", "a policy and a subscription name the model");
    }
    if (!policy && !subscription) {
      return condition(
          false, "NoPairingFound", "no MaaSAuthPolicy and no MaaSSubscription names the model");
    }
    String missing = policy ? "MaaSSubscription" : "MaaSAuthPolicy";
    return condition(false, "GovernanceGap", "no " + missing + " names the model");
  }

  private static Condition condition(boolean holds, String reason, String message) {
    return new Condition("GovernanceAttached", holds, reason, message);
  }
}
