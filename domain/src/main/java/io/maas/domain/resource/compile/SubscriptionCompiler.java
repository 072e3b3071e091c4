package io.maas.domain.resource.compile;

import io.maas.domain.catalog.Grant;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.catalog.Subscription;
import io.maas.domain.catalog.Subscription.Phase;
import io.maas.domain.metering.BillingRate;
import io.maas.domain.metering.Limit;
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
record SubscriptionCompiler(Map<ModelId, ModelDraft> models, Declared declared, Statuses statuses) {

  List<Subscription> compile(TenantNamespaces namespaces) {
    List<Declaration<SubscriptionSpec>> counted =
        declared.all(SubscriptionSpec.class).stream()
            .filter(subscription -> namespaces.admits(subscription, statuses))
            .toList();
    Priorities priorities = new Priorities(counted);
    return counted.stream().map(each -> compile(each, priorities)).toList();
  }

  private Subscription compile(Declaration<SubscriptionSpec> of, Priorities priorities) {
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
    Told told = new SubscriptionStatus(of, references).put(statuses, priorities, softened);
    Phase phase = Phases.of(told.phase());
    if (phase == Phase.DEGRADED) {
      // What its status does not call healthy is not served, whoever wrote it.
      grants.keySet().removeIf(model -> !healthy(told, model));
    }
    return new Subscription(
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
        spec.counting());
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
