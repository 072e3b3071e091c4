package io.maas.domain.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.maas.domain.metering.Outcome.Charged;
import org.junit.jupiter.api.Test;

class BillingRateTest {

  private static final BillingRate APART = new BillingRate("EUR", 100, 10, 1000, 1);

  @Test
  void pricesEachKindOfTokenForItself() {
    assertThat(APART.cost(new Charged(7, 3, 2)))
        .isEqualTo(new Money(4 * 100 + 3 * 10 + 2 * 1000, "EUR"));
    assertThat(APART.costOfReplay(new Charged(7, 3, 2))).isEqualTo(new Money(9, "EUR"));
    assertThat(APART.isUniform()).isFalse();
  }

  @Test
  void pricesAllTokensAlikeWhereOnePriceIsNamed() {
    BillingRate rate = BillingRate.perToken(new Money(5, "USD"));

    assertThat(rate.isUniform()).isTrue();
    assertThat(rate.cost(new Charged(7, 3, 2))).isEqualTo(new Money(45, "USD"));
    assertThat(rate.costOfReplay(new Charged(7, 3, 2))).isEqualTo(new Money(0, "USD"));
  }

  @Test
  void neverWraps() {
    BillingRate dear = BillingRate.perToken(new Money(Long.MAX_VALUE, "USD"));
    assertThat(dear.cost(new Charged(2, 1, 1)).nanos()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void isNoneOfLessThanNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BillingRate("EUR", 1, -1, 1, 1))
        .withMessageContaining("(expected: each >= 0)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Money(1, "EUR").plus(new Money(1, "USD")))
        .withMessage("currency: USD (expected: EUR)");
  }
}
