package io.maas.domain.resource.compile;

import io.maas.domain.access.AccessPolicy;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.catalog.Subscription;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whether anybody is let in to a model, and on whose account.
///
/// @param policies the models that some policy names
/// @param subscribed the models that some subscription names
/// @param tiers whether there is a tier, which is a subscription to every model
record Governance(Set<ModelId> policies, Set<ModelId> subscribed, boolean tiers) {

  static Governance of(
      Map<ModelId, List<AccessPolicy>> policies, List<Subscription> subscriptions) {
    Set<ModelId> subscribed = new HashSet<>();
    subscriptions.forEach(each -> subscribed.addAll(each.grants().keySet()));
    return new Governance(
        policies.keySet(),
        subscribed,
        subscriptions.stream().anyMatch(each -> each.everyModel() != null));
  }

  /// A model is governed by at least one policy and at least one subscription; a tier is one to
  /// every model.
  Condition of(ModelId model) {
    boolean policy = policies.contains(model);
    boolean subscription = tiers || subscribed.contains(model);
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
