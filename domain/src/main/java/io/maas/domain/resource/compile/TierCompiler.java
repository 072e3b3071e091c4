package io.maas.domain.resource.compile;

import io.maas.domain.access.Subjects;
import io.maas.domain.catalog.Grant;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.catalog.Subscription;
import io.maas.domain.metering.Counting;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Intent.Attribution;
import io.maas.domain.metering.Limit;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.spec.TierSpec;
import io.maas.domain.resource.spec.TiersSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Turns each tier into the subscription that it stands for: to every model, counted per user over
/// all of them.
///
/// @param namespace the tenant's, which its tiers' subscriptions are in
/// @param models what there is to use
/// @param taken ids of explicit subscriptions, which go before a tier of the same name
record TierCompiler(
    String namespace, Map<ModelId, ModelDraft> models, Set<String> taken, Statuses statuses) {

  /// What the name of a tier's subscription starts with.
  static final String PREFIX = "tier-";

  List<Subscription> compile(Declared declared) {
    List<Declaration<TiersSpec>> maps =
        declared.all(TiersSpec.class).stream()
            .sorted(Comparator.comparing(map -> !map.namespace().equals(Kind.CONTROL_NAMESPACE)))
            .toList();
    maps.stream().skip(1).forEach(map -> superseded(map, maps.getFirst()));
    return maps.isEmpty() ? List.of() : compile(maps.getFirst());
  }

  private List<Subscription> compile(Declaration<TiersSpec> map) {
    List<Subscription> subscriptions = new ArrayList<>();
    List<String> shadowed = new ArrayList<>();
    for (TierSpec tier : map.spec().tiers()) {
      Subscription subscription = compile(tier);
      if (taken.contains(subscription.id())) {
        shadowed.add(subscription.id());
      } else {
        subscriptions.add(subscription);
      }
    }
    say(map, subscriptions, shadowed);
    return subscriptions;
  }

  private Subscription compile(TierSpec tier) {
    Map<ModelId, Grant> softened = new HashMap<>();
    for (ModelId model : softened(tier)) {
      softened.put(model, new Grant(limits(tier, false).list(), null));
    }
    return new Subscription(
        namespace,
        PREFIX + tier.name(),
        tier.display(),
        Subscription.Phase.ACTIVE,
        tier.level(),
        new Subjects(tier.groups(), Set.of()),
        softened,
        new Grant(limits(tier, true).list(), null),
        Attribution.NONE,
        tier.level(),
        tier.failsOpen(),
        Counting.EXACT);
  }

  private Limits limits(TierSpec tier, boolean bounded) {
    return new Limits(tier.enforcement(), bounded)
        .with(new Limit.Over(namespace + "/" + PREFIX + tier.name(), null), tier.limits(), null);
  }

  private List<ModelId> softened(TierSpec tier) {
    return limits(tier, false).softened()
        ? models.values().stream().filter(model -> !model.bounded()).map(ModelDraft::id).toList()
        : List.of();
  }

  private void say(
      Declaration<TiersSpec> map, List<Subscription> subscriptions, List<String> shadowed) {
    List<Condition> conditions = new ArrayList<>();
    conditions.add(
        shadowed.isEmpty()
            ? Condition.ready(subscriptions.size() + " tiers")
            : Condition.notReady(
                "PartialFailure",
                "MaaSSubscription " + String.join(", ", shadowed) + " stands in the tier's place"));
    List<ModelId> softened =
        map.spec().tiers().stream().flatMap(tier -> softened(tier).stream()).distinct().toList();
    boolean strict =
        map.spec().tiers().stream().anyMatch(tier -> tier.enforcement() == Enforcement.STRICT);
    StrictBound.condition(strict, softened).ifPresent(conditions::add);
    conditions.add(limited(map.spec().tiers()));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("subscriptions", subscriptions.stream().map(Subscription::id).toList());
    statuses.put(map.resource(), shadowed.isEmpty() ? "Active" : "Degraded", facts, conditions);
  }

  /// The reference's own map names no limits, because a cluster holds them elsewhere. Here nobody
  /// does, and an administrator should see it.
  private static Condition limited(List<TierSpec> tiers) {
    List<String> unlimited =
        tiers.stream().filter(tier -> tier.limits().isEmpty()).map(TierSpec::name).toList();
    return unlimited.isEmpty()
        ? new Condition("Limited", true, "LimitsDeclared", "every tier has limits")
        : new Condition(
            "Limited",
            false,
            "NoLimits",
            "without limits: "
                + String.join(", ", unlimited)
                + " (expected: limits.requests or"
                + " limits.tokens in the tier)");
  }

  private void superseded(Declaration<TiersSpec> map, Declaration<TiersSpec> by) {
    statuses.put(
        map.resource(),
        "Failed",
        Map.of(),
        List.of(
            Condition.notReady(
                "ReconcileFailed", "the tiers of namespace " + by.namespace() + " are in force")));
  }
}
