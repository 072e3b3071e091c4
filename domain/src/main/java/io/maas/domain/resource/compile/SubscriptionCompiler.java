package io.maas.domain.resource.compile;

import io.maas.domain.catalog.Grant;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.catalog.Subscription;
import io.maas.domain.catalog.Subscription.Phase;
import io.maas.domain.metering.BillingRate;
import io.maas.domain.metering.Limit;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.compile.CompiledSubscription.Footing;
import io.maas.domain.resource.spec.AllowanceSpec;
import io.maas.domain.resource.spec.SubscriptionSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Turns what subscriptions say into grants.
///
/// @param models what can be granted
/// @param known what was compiled the last time
record SubscriptionCompiler(
    Map<ModelId, ModelDraft> models,
    Declared declared,
    Memo<CompiledSubscription> known,
    Statuses statuses) {

  List<Subscription> compile(TenantNamespaces namespaces) {
    List<Declaration<SubscriptionSpec>> counted =
        declared.all(SubscriptionSpec.class).stream()
            .filter(subscription -> namespaces.admits(subscription, statuses))
            .toList();
    Priorities priorities = new Priorities(counted);
    return counted.stream().map(each -> compile(each, priorities.of(each))).toList();
  }

  private Subscription compile(Declaration<SubscriptionSpec> of, Condition peers) {
    Resource resource = of.resource();
    List<Footing> footings =
        of.spec().allowances().stream().map(AllowanceSpec::model).map(this::footing).toList();
    CompiledSubscription compiled =
        known.get(
            resource.key(),
            before -> before.holds(resource, footings, peers),
            () -> compile(of, footings, peers));
    statuses.keep(resource, compiled.status());
    return compiled.subscription();
  }

  private Footing footing(ModelId model) {
    ModelDraft draft = models.get(model);
    if (draft != null) {
      return draft.bounded() ? Footing.BOUNDED : Footing.UNBOUNDED;
    }
    return References.invalid(model, declared.invalid()) ? Footing.INVALID : Footing.MISSING;
  }

  private CompiledSubscription compile(
      Declaration<SubscriptionSpec> of, List<Footing> footings, Condition peers) {
    SubscriptionSpec spec = of.spec();
    List<ModelId> wanted = spec.allowances().stream().map(AllowanceSpec::model).toList();
    References references = References.check(wanted, models.keySet(), declared.invalid());
    Map<ModelId, Grant> grants = new HashMap<>();
    List<ModelId> softened = new ArrayList<>();
    for (ModelId model : references.found()) {
      Limits limits = limits(of, model);
      grants.put(model, new Grant(limits.list(), rate(spec, model)));
      if (limits.softened()) {
        softened.add(model);
      }
    }
    Told told = new SubscriptionStatus(of, references, peers).put(statuses, softened);
    Phase phase = Phases.of(told.phase());
    if (phase == Phase.DEGRADED) {
      // What its status does not call healthy is not served, whoever wrote it.
      grants.keySet().removeIf(model -> !healthy(told, model));
    }
    Subscription subscription =
        new Subscription(
            of.namespace(),
            of.name(),
            Annotations.display(of.resource()),
            phase,
            spec.priority(),
            spec.owner(),
            grants,
            null,
            spec.attribution(),
            null,
            spec.failsOpen(),
            spec.counting(),
            spec.approvers());
    return new CompiledSubscription(of.resource(), footings, peers, subscription, told.status());
  }

  private static boolean healthy(Told told, ModelId model) {
    return told.readyIn("tokenRateLimitStatuses", model.name(), model.namespace());
  }

  /// The limits of every entry that names the model, and those of the whole subscription.
  private Limits limits(Declaration<SubscriptionSpec> of, ModelId model) {
    String whole = of.namespace() + "/" + of.name();
    ModelDraft draft = Objects.requireNonNull(models.get(model));
    BillingRate rate = rate(of.spec(), model);
    Limits limits = new Limits(of.spec().enforcement(), draft.bounded());
    for (AllowanceSpec allowance : of.spec().allowances()) {
      if (allowance.model().equals(model)) {
        limits.with(new Limit.Over(whole, model.toString()), allowance.limits(), rate);
      }
    }
    return limits.with(new Limit.Over(whole, null), of.spec().limits(), rate);
  }

  private static @Nullable BillingRate rate(SubscriptionSpec spec, ModelId model) {
    return spec.allowances().stream()
        .filter(allowance -> allowance.model().equals(model) && allowance.rate() != null)
        .map(AllowanceSpec::rate)
        .findFirst()
        .orElse(null);
  }
}
