package io.maas.domain.resource.spec;

import io.maas.domain.metering.BillingRate;
import io.maas.domain.metering.Media;
import io.maas.domain.metering.Money;
import io.maas.domain.resource.Fields;
import io.maas.domain.resource.Rule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `billingRate`: one price for all tokens as in the reference, or one for each kind; and what a
/// second of sound, a character of speech and a picture cost beside them.
final class BillingRateSpec {

  private static final Rule PRICE =
      Rule.matching(
          "a decimal in quotes, such as \"0.00002\", with at most 9 digits on each side",
          "[0-9]{1,9}(\\.[0-9]{1,9})?",
          19);

  private static final Rule CURRENCY = Rule.matching("three capitals, such as USD", "[A-Z]{3}", 3);

  private BillingRateSpec() {}

  static @Nullable BillingRate read(@Nullable Fields rate) {
    if (rate == null) {
      return null;
    }
    String currency = rate.textOrNull("currency", CURRENCY);
    boolean apart = rate.has("perInputToken") || rate.has("perOutputToken");
    Media media =
        new Media(
            beside(rate, "perSecond"), beside(rate, "perCharacter"), beside(rate, "perImage"));
    boolean free = !media.isNone() && !apart && !rate.has("perToken");
    Optional<Long> any =
        free
            ? Optional.of(0L)
            : price(apart ? rate.textOrNull("perToken", PRICE) : rate.text("perToken", PRICE));
    Optional<Long> input = price(rate.textOrNull("perInputToken", PRICE)).or(() -> any);
    Optional<Long> output = price(rate.textOrNull("perOutputToken", PRICE)).or(() -> any);
    if (apart && input.isEmpty() && !rate.has("perInputToken")) {
      rate.refuse("perInputToken", "a price, because perOutputToken has one");
    }
    if (apart && output.isEmpty() && !rate.has("perOutputToken")) {
      rate.refuse("perOutputToken", "a price, because perInputToken has one");
    }
    Optional<Long> cached = price(rate.textOrNull("perCachedToken", PRICE)).or(() -> input);
    Optional<Long> replayed = price(rate.textOrNull("perReplayedToken", PRICE));
    return input.isEmpty() || output.isEmpty()
        ? null
        : new BillingRate(
            currency == null ? "USD" : currency,
            input.get(),
            cached.orElseThrow(),
            output.get(),
            replayed.orElse(0L),
            media);
  }

  private static long beside(Fields rate, String name) {
    return price(rate.textOrNull(name, PRICE)).orElse(0L);
  }

  private static Optional<Long> price(@Nullable String decimal) {
    return decimal == null ? Optional.empty() : Money.parse(decimal, "").map(Money::nanos);
  }
}
