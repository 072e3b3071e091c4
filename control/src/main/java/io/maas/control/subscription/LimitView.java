package io.maas.control.subscription;

import io.maas.control.api.Shape;
import io.maas.domain.metering.BillingRate;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Window;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A limit as people read it, in the words in which they declare one.
///
/// @param limit how much: a whole number, or a decimal in text where it is money
/// @param unit of what
/// @param currency which money, where the price is known
/// @param weights for what an input, a cached and an output token count, where not alike
/// @param window in which time; absent where requests count while they run
/// @param scope whose use is added up
/// @param over `model`, or `subscription` where all its models are added up; absent where it
///   reaches beyond one subscription, or belongs to a key
@Shape(name = "Limit")
public record LimitView(
    @Shape(types = {"integer", "string"}) Object limit,
    String unit,
    @Nullable String currency,
    @Nullable Map<String, BigDecimal> weights,
    @Nullable String window,
    String scope,
    @Nullable String over,
    String enforcement) {

  private static final int MONEY_DECIMALS = 9;
  private static final List<String> TOKENS = List.of("input", "cached", "output");

  /// A limit whose price is another's business.
  public static LimitView of(Limit limit) {
    return of(limit, null);
  }

  /// @param rate at which money is counted
  static LimitView of(Limit limit, @Nullable BillingRate rate) {
    boolean money = limit.unit() == Unit.COST;
    return new LimitView(
        money ? money(limit.amount()) : limit.amount(),
        word(limit.unit()),
        money && rate != null ? rate.currency() : null,
        weights(limit.measure().weights()),
        limit.window().equals(Window.WHILE_RUNNING) ? null : limit.window().toString(),
        word(limit.scope()),
        over(limit.over()),
        word(limit.enforcement()));
  }

  private static String money(long nanos) {
    return BigDecimal.valueOf(nanos, MONEY_DECIMALS).stripTrailingZeros().toPlainString();
  }

  private static @Nullable Map<String, BigDecimal> weights(List<BigDecimal> weights) {
    if (weights.isEmpty()) {
      return null;
    }
    Map<String, BigDecimal> named = new LinkedHashMap<>();
    for (int i = 0; i < TOKENS.size(); i++) {
      named.put(TOKENS.get(i), weights.get(i));
    }
    return named;
  }

  private static @Nullable String over(Limit.Over over) {
    if (over.subscription() == null) {
      return null;
    }
    return over.model() == null ? "subscription" : "model";
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
