package io.maas.domain.resource.spec;

import io.maas.domain.catalog.ModelId;
import io.maas.domain.metering.Money;
import io.maas.domain.resource.Fields;
import io.maas.domain.resource.Rule;
import io.maas.domain.resource.spec.RateSpec.Choice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a subscription gives of one model.
///
/// @param limits tokens as in the reference, and whatever else can be counted
/// @param price of one token
public record AllowanceSpec(ModelId model, List<RateSpec> limits, @Nullable Money price) {

  private static final Rule PRICE =
      Rule.matching(
          "a decimal in quotes, such as \"0.00002\", with at most 9 digits on each side",
          "[0-9]{1,9}(\\.[0-9]{1,9})?",
          19);

  private static final Rule CURRENCY = Rule.matching("three capitals, such as USD", "[A-Z]{3}", 3);

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
    return new AllowanceSpec(model, limits, price(ref.objectOrNull("billingRate")));
  }

  private static @Nullable Money price(@Nullable Fields rate) {
    if (rate == null) {
      return null;
    }
    String perToken = rate.text("perToken", PRICE);
    String currency = rate.textOrNull("currency", CURRENCY);
    return Money.parse(perToken, currency == null ? "USD" : currency).orElse(null);
  }
}
