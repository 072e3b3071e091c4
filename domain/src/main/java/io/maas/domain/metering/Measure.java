package io.maas.domain.metering;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How much of a limit a request takes: so much for itself, and for each of its tokens. Everything
/// that a limit can count is such a sum, so all arithmetic of holds and charges is one formula.
///
/// Amounts are in points: a limit of `amount` units holds `amount × scale` of them. Only weights
/// with fractions need a scale other than 1.
///
/// @param unit what it is called
/// @param perRequest points of the request itself
/// @param perInput points of a prompt token that did not come from a cache
/// @param perCached points of a prompt token that did
/// @param perOutput points of a generated token
/// @param perMedia points of one second, one character and one picture
/// @param scale points of one unit
/// @param currency of money that is counted, if anybody said; null for all else
public record Measure(
    Unit unit,
    long perRequest,
    long perInput,
    long perCached,
    long perOutput,
    Media perMedia,
    long scale,
    @Nullable String currency) {

  /// Points of one unit where weights are given: three decimals.
  public static final long WEIGHTED = 1000;

  private static final int WEIGHT_DECIMALS = 3;

  /// Money where no price is known: nothing costs anything until it is [#pricedAt] one.
  public static final Measure UNPRICED = new Measure(Unit.COST, 0, 0, 0, 0, Media.NONE, 1, null);

  public Measure {
    if (perRequest < 0 || perInput < 0 || perCached < 0 || perOutput < 0) {
      throw new IllegalArgumentException(
          "weights: " + perInput + "/" + perCached + "/" + perOutput + " (expected: each >= 0)");
    }
    if (scale < 1) {
      throw new IllegalArgumentException("scale: " + scale + " (expected: >= 1)");
    }
  }

  /// One of tokens or requests.
  public Measure(
      Unit unit, long perRequest, long perInput, long perCached, long perOutput, long scale) {
    this(unit, perRequest, perInput, perCached, perOutput, Media.NONE, scale, null);
  }

  private static Measure of(Unit unit, Media one) {
    return new Measure(unit, 0, 0, 0, 0, one, 1, null);
  }

  /// The plain measure of a unit that needs no price.
  public static Measure of(Unit unit) {
    return switch (unit) {
      case REQUESTS, CONCURRENT_REQUESTS -> new Measure(unit, 1, 0, 0, 0, 1);
      case TOTAL_TOKENS -> new Measure(unit, 0, 1, 1, 1, 1);
      case INPUT_TOKENS -> new Measure(unit, 0, 1, 1, 0, 1);
      case OUTPUT_TOKENS -> new Measure(unit, 0, 0, 0, 1, 1);
      case SECONDS -> of(unit, Media.heard(1));
      case CHARACTERS -> of(unit, Media.spoken(1));
      case IMAGES -> of(unit, Media.drawn(1));
      case COST -> throw new IllegalArgumentException("unit: cost (expected: with a price)");
    };
  }

  /// Tokens that do not count alike, in thousandths: 5000 for one that counts five times.
  public static Measure weighted(long perInput, long perCached, long perOutput) {
    return new Measure(Unit.TOTAL_TOKENS, 0, perInput, perCached, perOutput, WEIGHTED);
  }

  /// What a request costs at these prices.
  public static Measure cost(BillingRate rate) {
    return new Measure(
        Unit.COST,
        0,
        most(rate.input()),
        most(rate.cached()),
        most(rate.output()),
        new Media(
            most(rate.media().seconds()),
            most(rate.media().characters()),
            most(rate.media().images())),
        1,
        rate.currency());
  }

  private static long most(long nanos) {
    return Math.min(nanos, Limit.MOST_POINTS);
  }

  /// The same where tokens have these prices; what counts no money stays as it is.
  public Measure pricedAt(@Nullable BillingRate rate) {
    if (unit != Unit.COST) {
      return this;
    }
    return rate == null ? UNPRICED : cost(rate);
  }

  /// What one input, one cached and one output token count for, in this order; empty where all
  /// count alike.
  public List<BigDecimal> weights() {
    return scale == WEIGHTED
        ? List.of(weight(perInput), weight(perCached), weight(perOutput))
        : List.of();
  }

  /// What is counted, in one word: the unit, and the weights where there are some. A price is no
  /// part of it: money is counted as money, whatever the price is.
  public String word() {
    String word = unit.name().toLowerCase(Locale.ROOT);
    return scale == WEIGHTED
        ? weights().stream()
            .map(BigDecimal::toPlainString)
            .collect(Collectors.joining(",", word + "(", ")"))
        : word;
  }

  private static BigDecimal weight(long points) {
    BigDecimal weight = BigDecimal.valueOf(points, WEIGHT_DECIMALS).stripTrailingZeros();
    return weight.scale() < 0 ? weight.setScale(0) : weight;
  }

  /// Points of a request that had these tokens.
  public long of(long input, long cached, long output) {
    return of(input, cached, output, Media.NONE);
  }

  /// Points of a request that had these tokens, and took this beside them.
  ///
  /// @param cached those of the input that came from a cache
  public long of(long input, long cached, long output, Media media) {
    long fresh = Math.max(0, input - cached);
    return perRequest
        + times(perInput, fresh)
        + times(perCached, input - fresh)
        + times(perOutput, output)
        + of(media);
  }

  private long of(Media media) {
    return media.isNone()
        ? 0
        : times(perMedia.seconds(), media.seconds())
            + times(perMedia.characters(), media.characters())
            + times(perMedia.images(), media.images());
  }

  /// No fewer points than a request with these tokens can take, wherever its input comes from.
  public long bound(long input, long output) {
    return bound(input, output, Media.NONE);
  }

  /// The same with what is taken beside them.
  public long bound(long input, long output, Media media) {
    return perRequest
        + times(Math.max(perInput, perCached), input)
        + times(perOutput, output)
        + of(media);
  }

  /// Whether tokens of any kind decide how much a request takes.
  public boolean countsTokens() {
    return perInput > 0 || perCached > 0 || perOutput > 0;
  }

  /// Whether the amount of output decides how much a request takes.
  public boolean countsOutput() {
    return perOutput > 0;
  }

  /// Whole units of so many points, rounded up.
  public long units(long points) {
    return Math.ceilDiv(points, scale);
  }

  /// So many units as people say it: `24.98 EUR`, `1000 total tokens`.
  public String words(long units) {
    String noun = unit == Unit.COST && currency != null ? currency : unit.words();
    return number(units) + " " + noun;
  }

  /// So many units without their noun; of money, main units with two decimals at least.
  public String number(long units) {
    return unit == Unit.COST ? Money.decimal(units) : Long.toString(units);
  }

  /// A product that stops far below overflow, so that sums of a few of them do not wrap.
  static long times(long weight, long count) {
    long most = Limit.MOST_POINTS;
    return weight == 0 || count <= most / weight ? weight * count : most;
  }
}
