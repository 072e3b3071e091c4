package io.maas.domain.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MeasureTest {

  @Test
  void weighsEachKindOfToken() {
    Measure measure = Measure.weighted(1000, 100, 5000);

    assertThat(measure.of(10, 4, 3)).isEqualTo(6 * 1000 + 4 * 100 + 3 * 5000);
    assertThat(measure.units(measure.of(10, 4, 3))).isEqualTo(22);
  }

  @Test
  void boundsAPromptAsIfNothingOfItWereCheap() {
    assertThat(Measure.weighted(1000, 100, 5000).bound(10, 3)).isEqualTo(10_000 + 15_000);
    assertThat(Measure.weighted(100, 1000, 0).bound(10, 3)).isEqualTo(10_000);
  }

  @Test
  void takesNoMoreCachedTokensThanThereAreTokens() {
    assertThat(Measure.weighted(1000, 100, 0).of(10, 12, 0)).isEqualTo(1000);
  }

  @Test
  void countsMoneyInBillionths() {
    Measure measure =
        Measure.cost(BillingRate.perToken(Money.parse("0.00002", "EUR").orElseThrow()));

    assertThat(measure.of(100, 50, 20)).isEqualTo(120 * 20_000L);
    assertThat(measure.unit()).isEqualTo(Unit.COST);
  }

  @Test
  void stopsBeforeItWraps() {
    Measure dear = Measure.cost(BillingRate.perToken(new Money(Long.MAX_VALUE, "EUR")));

    assertThat(dear.of(Long.MAX_VALUE / 2, 0, Long.MAX_VALUE)).isEqualTo(2 * Limit.MOST_POINTS);
    assertThat(Measure.of(Unit.TOTAL_TOKENS).bound(Long.MAX_VALUE, Long.MAX_VALUE)).isPositive();
  }

  @Test
  void costsNothingUntilItHasAPrice() {
    BillingRate price = BillingRate.perToken(new Money(20_000, "EUR"));

    assertThat(Measure.UNPRICED.of(100, 0, 20)).isZero();
    assertThat(Measure.UNPRICED.pricedAt(price)).isEqualTo(Measure.cost(price));
    assertThat(Measure.cost(price).pricedAt(null)).isEqualTo(Measure.UNPRICED);
    assertThat(Measure.of(Unit.REQUESTS).pricedAt(price)).isEqualTo(Measure.of(Unit.REQUESTS));
  }

  @Test
  void goesByAWordThatTellsItFromAllElse() {
    assertThat(Measure.of(Unit.CONCURRENT_REQUESTS).word()).isEqualTo("concurrent_requests");
    assertThat(Measure.weighted(1000, 100, 5000).word()).isEqualTo("total_tokens(1,0.1,5)");
    assertThat(Measure.weighted(0, 1_000_000, 1).word()).isEqualTo("total_tokens(0,1000,0.001)");
    assertThat(Measure.cost(BillingRate.perToken(new Money(5, "EUR"))).word()).isEqualTo("cost");
    assertThat(Measure.UNPRICED.word()).isEqualTo("cost");
  }

  @Test
  void refusesWeightsBelowNothing() {
    assertThatThrownBy(() -> Measure.weighted(1000, -1, 0))
        .hasMessage("weights: 1000/-1/0 (expected: each >= 0)");
  }
}
