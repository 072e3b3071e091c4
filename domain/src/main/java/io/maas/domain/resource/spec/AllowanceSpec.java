package io.maas.domain.resource.spec;

import io.maas.domain.catalog.ModelId;
import io.maas.domain.metering.BillingRate;
import io.maas.domain.resource.Fields;
import io.maas.domain.resource.spec.RateSpec.Choice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a subscription gives of one model.
///
/// @param limits tokens as in the reference, and whatever else can be counted
/// @param rate what its tokens cost
public record AllowanceSpec(ModelId model, List<RateSpec> limits, @Nullable BillingRate rate) {

  /// @param limitedElsewhere whether limits of the whole subscription cover the model; the
  ///   reference, which has none, wants at least one of the model's own
  static AllowanceSpec read(Fields ref, boolean limitedElsewhere) {
    ModelId model = Parts.model(ref);
    boolean optional = limitedElsewhere || ref.has("requestRateLimits");
    List<RateSpec> limits =
        new ArrayList<>(
            RateSpec.read(
                ref.has("tokenRateLimits") || !optional
                    ? ref.objects("tokenRateLimits", 1, Integer.MAX_VALUE)
                    : List.of(),
                Choice.SUBSCRIPTION));
    limits.addAll(RateSpec.read(ref.objects("requestRateLimits"), Choice.OF_REQUESTS));
    return new AllowanceSpec(model, limits, BillingRateSpec.read(ref.objectOrNull("billingRate")));
  }
}
