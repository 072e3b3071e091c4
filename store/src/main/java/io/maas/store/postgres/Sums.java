package io.maas.store.postgres;

import io.maas.domain.metering.Money;
import io.maas.domain.metering.Outcome.Charged;
import io.maas.domain.metering.Usage;
import io.maas.domain.metering.UsageRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;

/// What is added up of some records of one party.
///
/// @param firstAt when the first of them was admitted
/// @param figures one for each of [#COLUMNS]; each stops at the largest number
record Sums(Instant firstAt, List<Long> figures) {

  /// The columns behind `first_at`.
  static final List<String> COLUMNS =
      List.of(
          "requests",
          "input_tokens",
          "cached_tokens",
          "output_tokens",
          "reasoning_tokens",
          "estimated",
          "cost_nanos",
          "charged_input",
          "charged_cached",
          "charged_output",
          "charged_cost_nanos",
          "seconds",
          "characters",
          "images",
          "charged_seconds",
          "charged_characters",
          "charged_images");

  static Sums of(UsageRecord one) {
    Usage usage = one.outcome().usage();
    Charged charged = one.outcome().charged();
    return new Sums(
        one.intent().at().truncatedTo(ChronoUnit.MICROS),
        List.of(
            1L,
            count(usage.input()),
            count(usage.cached()),
            count(usage.output()),
            count(usage.reasoning()),
            usage.estimated() ? 1L : 0L,
            one.cost().map(Money::nanos).orElse(0L),
            charged.input(),
            charged.cached(),
            charged.output(),
            one.chargedCost().map(Money::nanos).orElse(0L),
            usage.media().seconds(),
            usage.media().characters(),
            usage.media().images(),
            charged.media().seconds(),
            charged.media().characters(),
            charged.media().images()));
  }

  private static long count(OptionalLong count) {
    return Math.max(0, count.orElse(0));
  }

  Sums plus(Sums other) {
    Long[] sum = new Long[figures.size()];
    for (int i = 0; i < sum.length; i++) {
      long a = figures.get(i);
      long b = other.figures.get(i);
      sum[i] = a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }
    return new Sums(firstAt.isBefore(other.firstAt) ? firstAt : other.firstAt, List.of(sum));
  }
}
