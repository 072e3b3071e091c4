package io.maas.domain.resource.spec;

import io.maas.domain.access.Subjects;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Intent.Attribution;
import io.maas.domain.resource.Fields;
import java.util.List;

/// What its owners may use, how much, and at which price.
///
/// @param owner may be nobody, as in the reference
/// @param priority which subscription a new key is bound to by default: the highest
/// @param enforcement of all its limits
/// @param attribution who pays
/// @param allowances by model, at least one
/// @param limits over all its models together
public record SubscriptionSpec(
    Subjects owner,
    int priority,
    Enforcement enforcement,
    Attribution attribution,
    List<AllowanceSpec> allowances,
    List<RateSpec> limits)
    implements Spec {

  static SubscriptionSpec read(Fields spec) {
    List<RateSpec> limits = RateSpec.any(spec.objects("rateLimits"));
    return new SubscriptionSpec(
        Parts.subjects(spec.object("owner")),
        (int) spec.whole("priority", Integer.MIN_VALUE, Integer.MAX_VALUE, 0),
        spec.choice("enforcement", Enforcement.class, Enforcement.SETTLE),
        Parts.attribution(spec.section("tokenMetadata")),
        spec.objects("modelRefs", 1, Integer.MAX_VALUE).stream()
            .map(ref -> AllowanceSpec.read(ref, !limits.isEmpty()))
            .toList(),
        limits);
  }
}
