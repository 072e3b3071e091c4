package io.maas.control.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.maas.control.api.Shape;
import io.maas.domain.metering.BillingRate;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What use costs, as decimals of the currency's main unit. `per_token` alone, as the reference has
/// it, where all cost the same.
///
/// @param perReplayedToken absent where it is free, as all below
@JsonInclude(JsonInclude.Include.NON_NULL)
@Shape(name = "BillingRate", says = "Decimals of the currency's main unit.")
record BillingRateView(
    @JsonProperty("per_token") @Nullable String perToken,
    @JsonProperty("per_input_token") @Nullable String perInputToken,
    @JsonProperty("per_cached_token") @Nullable String perCachedToken,
    @JsonProperty("per_output_token") @Nullable String perOutputToken,
    @JsonProperty("per_replayed_token") @Nullable String perReplayedToken,
    @JsonProperty("per_second") @Nullable String perSecond,
    @JsonProperty("per_character") @Nullable String perCharacter,
    @JsonProperty("per_image") @Nullable String perImage) {

  private static final int SCALE = 9;

  static @Nullable BillingRateView of(@Nullable BillingRate rate) {
    if (rate == null) {
      return null;
    }
    boolean alike = rate.isUniform();
    return new BillingRateView(
        alike ? decimal(rate.input()) : null,
        alike ? null : decimal(rate.input()),
        alike ? null : decimal(rate.cached()),
        alike ? null : decimal(rate.output()),
        decimalIfAny(rate.replayed()),
        decimalIfAny(rate.media().seconds()),
        decimalIfAny(rate.media().characters()),
        decimalIfAny(rate.media().images()));
  }

  private static @Nullable String decimalIfAny(long nanos) {
    return nanos == 0 ? null : decimal(nanos);
  }

  private static String decimal(long nanos) {
    return BigDecimal.valueOf(nanos, SCALE).stripTrailingZeros().toPlainString();
  }
}
