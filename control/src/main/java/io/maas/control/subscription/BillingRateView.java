package io.maas.control.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.maas.domain.metering.BillingRate;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What tokens cost, as decimals of the currency's main unit. `per_token` alone, as the reference
/// has it, where all cost the same.
///
/// @param perReplayedToken absent where it is free
@JsonInclude(JsonInclude.Include.NON_NULL)
record BillingRateView(
    @JsonProperty("per_token") @Nullable String perToken,
    @JsonProperty("per_input_token") @Nullable String perInputToken,
    @JsonProperty("per_cached_token") @Nullable String perCachedToken,
    @JsonProperty("per_output_token") @Nullable String perOutputToken,
    @JsonProperty("per_replayed_token") @Nullable String perReplayedToken) {

  private static final int SCALE = 9;

  static @Nullable BillingRateView of(@Nullable BillingRate rate) {
    if (rate == null) {
      return null;
    }
    String replayed = rate.replayed() == 0 ? null : decimal(rate.replayed());
    return rate.isUniform()
        ? new BillingRateView(decimal(rate.input()), null, null, null, replayed)
        : new BillingRateView(
            null, decimal(rate.input()), decimal(rate.cached()), decimal(rate.output()), replayed);
  }

  private static String decimal(long nanos) {
    return BigDecimal.valueOf(nanos, SCALE).stripTrailingZeros().toPlainString();
  }
}
