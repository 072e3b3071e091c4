package io.maas.domain.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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
  void countsWhatIsTakenBesideTokens() {
    Media media = new Media(9, 40, 3);

    assertThat(Measure.of(Unit.SECONDS).of(1, 0, 1, media)).isEqualTo(9);
    assertThat(Measure.of(Unit.CHARACTERS).of(1, 0, 1, media)).isEqualTo(40);
    assertThat(Measure.of(Unit.IMAGES).bound(1, 1, media)).isEqualTo(3);
    assertThat(Measure.of(Unit.TOTAL_TOKENS).of(1, 0, 1, media)).isEqualTo(2);
    assertThat(Measure.of(Unit.IMAGES).word()).isEqualTo("images");
    assertThat(Measure.of(Unit.SECONDS).words(5)).isEqualTo("5 seconds of audio");
  }

  @Test
  void costsWhatEachPartCosts() {
    BillingRate rate = new BillingRate("EUR", 5, 1, 7, 0, new Media(100, 10, 1000));
    Media media = new Media(2, 3, 4);
    long cost = 8 * 5 + 2 + 3 * 7 + 200 + 30 + 4000;

    assertThat(Measure.cost(rate).of(10, 2, 3, media)).isEqualTo(cost);
    assertThat(rate.cost(new Outcome.Charged(10, 2, 3, media))).isEqualTo(new Money(cost, "EUR"));
  }

  @Test
  void needsNoPromptsBoundWhereNoTokenCounts() {
    BillingRate pictures = new BillingRate("EUR", 0, 0, 0, 0, Media.drawn(1));
    BillingRate both = new BillingRate("EUR", 1, 0, 0, 0, Media.drawn(1));

    assertThat(strict(Measure.of(Unit.IMAGES)).keepable().enforcement())
        .isEqualTo(Enforcement.STRICT);
    assertThat(strict(Measure.cost(pictures)).keepable().enforcement())
        .isEqualTo(Enforcement.STRICT);
    assertThat(strict(Measure.cost(both)).keepable().enforcement()).isEqualTo(Enforcement.SETTLE);
    assertThat(strict(Measure.UNPRICED).keepable().enforcement()).isEqualTo(Enforcement.SETTLE);
  }

  @Test
  void standsOnlyUnderLimitsOverWhatItTakes() {
    Claims claims =
        Claims.of(
            List.of(
                new Claim(strict(Measure.of(Unit.IMAGES)), "ada"),
                new Claim(strict(Measure.of(Unit.SECONDS)), "ada"),
                new Claim(strict(Measure.of(Unit.TOTAL_TOKENS)), "ada")));

    assertThat(claims.concerning(Media.NONE).list())
        .extracting(claim -> claim.limit().unit())
        .containsExactly(Unit.TOTAL_TOKENS);
    assertThat(claims.concerning(Media.drawn(1)).list())
        .extracting(claim -> claim.limit().unit())
        .containsExactly(Unit.IMAGES, Unit.TOTAL_TOKENS);
    assertThat(claims.concerning(new Media(1, 0, 1))).isSameAs(claims);
  }

  private static Limit strict(Measure measure) {
    Window minute = Window.parse("1m").orElseThrow();
    return Limit.ofKey(measure, 100, minute, Enforcement.STRICT);
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
