package io.maas.domain.resource.compile;

import io.maas.domain.catalog.ModelId;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.resource.compile.References.Reference;
import io.maas.domain.resource.spec.SubscriptionSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is said of a subscription: phase, models, limits, and whom it shares its priority with.
///
/// @param peers the last of these
record SubscriptionStatus(
    Declaration<SubscriptionSpec> of, References references, Condition peers) {

  /// @param softened the models over which strict limits are not kept
  Told put(Statuses statuses, Collection<ModelId> softened) {
    List<Condition> conditions = new ArrayList<>();
    conditions.add(ready());
    conditions.add(peers);
    boolean strict = of.spec().enforcement() == Enforcement.STRICT;
    StrictBound.condition(strict, softened).ifPresent(conditions::add);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("modelRefStatuses", references.all().stream().map(Reference::tree).toList());
    facts.put(
        "tokenRateLimitStatuses",
        references.all().stream().map(SubscriptionStatus::limitTree).toList());
    return statuses.put(of.resource(), Phases.word(references.phase()), facts, conditions);
  }

  private Condition ready() {
    Condition ready = references.ready();
    boolean owned = !of.spec().owner().groups().isEmpty() || !of.spec().owner().users().isEmpty();
    return owned || !ready.holds()
        ? ready
        : Condition.ready(
            "spec.owner: nobody (expected: at least one group or user, or nobody can use it)");
  }

  private static Map<String, Object> limitTree(Reference reference) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("model", reference.model().name());
    tree.put("name", "maas-trlp-" + reference.model().name());
    tree.put("namespace", reference.model().namespace());
    tree.put("ready", reference.found());
    tree.put("reason", reference.found() ? "AcceptedEnforced" : "NotAccepted");
    tree.put("message", reference.found() ? "limits hold" : reference.message());
    return tree;
  }
}
