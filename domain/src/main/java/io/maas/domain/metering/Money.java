package io.maas.domain.metering;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/// An amount in a currency, exact to a billionth.
///
/// @param nanos billionths of the currency's main unit
/// @param currency ISO 4217 code
public record Money(long nanos, String currency) {

  private static final int SCALE = 9;
  private static final int CENTS = 2;

  /// Reads a decimal such as `0.00002`; empty if it is no number, negative, or finer than a
  /// billionth.
  public static Optional<Money> parse(String text, String currency) {
    try {
      BigDecimal amount = new BigDecimal(text).setScale(SCALE, RoundingMode.UNNECESSARY);
      return amount.signum() < 0
          ? Optional.empty()
          : Optional.of(new Money(amount.unscaledValue().longValueExact(), currency));
    } catch (ArithmeticException | NumberFormatException _) {
      return Optional.empty();
    }
  }

  /// Billionths of a main unit as people write them: exact, with two decimals at least.
  static String decimal(long nanos) {
    BigDecimal exact = BigDecimal.valueOf(nanos, SCALE).stripTrailingZeros();
    return exact.setScale(Math.max(CENTS, exact.scale()), RoundingMode.UNNECESSARY).toPlainString();
  }

  /// Both together; stops at the largest amount rather than wrap.
  ///
  /// @throws IllegalArgumentException if they are in different currencies
  public Money plus(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(
          "currency: " + other.currency + " (expected: " + currency + ")");
    }
    long sum = nanos + other.nanos;
    return new Money(sum < 0 ? Long.MAX_VALUE : sum, currency);
  }

  /// This much, so many times; stops at the largest amount rather than wrap.
  public Money times(long count) {
    long high = Math.multiplyHigh(nanos, count);
    long low = nanos * count;
    return new Money(high != 0 || low < 0 ? Long.MAX_VALUE : low, currency);
  }
}
