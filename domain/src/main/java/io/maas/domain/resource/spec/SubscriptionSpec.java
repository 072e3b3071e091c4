package io.maas.domain.resource.spec;

import io.maas.domain.access.Subjects;
import io.maas.domain.metering.Counting;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Intent.Attribution;
import io.maas.domain.resource.Fields;
import io.maas.domain.resource.spec.RateSpec.Choice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What its owners may use, how much, and at which price.
///
/// @param owner may be nobody, as in the reference
/// @param priority which subscription a new key is bound to by default: the highest
/// @param enforcement of all its limits
/// @param failsOpen whether its requests are served uncounted while the counters cannot tell
/// @param counting how gateways that share counters count its requests
/// @param attribution who pays
/// @param allowances by model, at least one
/// @param limits over all its models together
/// @param approvers who answers those who ask for it; null where nobody may ask
public record SubscriptionSpec(
    Subjects owner,
    int priority,
    Enforcement enforcement,
    boolean failsOpen,
    Counting counting,
    Attribution attribution,
    List<AllowanceSpec> allowances,
    List<RateSpec> limits,
    @Nullable Subjects approvers)
    implements Spec {

  static SubscriptionSpec read(Fields spec) {
    List<RateSpec> limits = RateSpec.read(spec.objects("rateLimits"), Choice.SUBSCRIPTION);
    Subjects owner = Parts.subjects(spec.object("owner"));
    List<Fields> refs = spec.objects("modelRefs", 1, Integer.MAX_VALUE);
    List<AllowanceSpec> allowances =
        refs.stream().map(ref -> AllowanceSpec.read(ref, !limits.isEmpty())).toList();
    PriceCheck.check(refs, allowances, limits);
    return new SubscriptionSpec(
        owner,
        (int) spec.whole("priority", Integer.MIN_VALUE, Integer.MAX_VALUE, 0),
        spec.choice("enforcement", Enforcement.class, Enforcement.SETTLE),
        Parts.failsOpen(spec),
        spec.choice("counting", Counting.class, Counting.EXACT),
        Parts.attribution(spec.section("tokenMetadata")),
        allowances,
        limits,
        approvers(spec.section("requests")));
  }

  private static @Nullable Subjects approvers(Fields requests) {
    Subjects approvers = Parts.subjects(requests.section("approvers"));
    return requests.flag("enabled", false) ? approvers : null;
  }
}
