package io.maas.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.Refusal.ExceedsLimit;
import io.maas.domain.access.Refusal.LimitReached;
import io.maas.domain.metering.BillingRate;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Measure;
import io.maas.domain.metering.Money;
import io.maas.domain.metering.Scope;
import io.maas.domain.metering.Standing;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Window;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorReplyTest {

  private static final Window MINUTE = Window.rolling(Duration.ofMinutes(1));
  private static final Window MONTH = Window.parse("month").orElseThrow();
  private static final Measure EUROS = Measure.cost(BillingRate.perToken(new Money(20_000, "EUR")));

  @Test
  void saysWhenARateComesBack() {
    ErrorReply reply = said(Measure.of(Unit.TOTAL_TOKENS), 1000, MINUTE, 980, 0, 41_500, false);

    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.retryAfterSeconds()).hasValue(42);
    assertThat(reply.body().message())
        .isEqualTo(
            "rate limit or quota reached: 1000 total tokens per 1m, 980 used; resets in 42 s");
  }

  @Test
  void saysMoneyAsMoneyAndThatWaitingIsOfNoUse() {
    ErrorReply reply =
        said(EUROS, 25_000_000_000L, MONTH, 24_980_000_000L, 0, Duration.ofDays(12), false);

    assertThat(reply.status()).isEqualTo(402);
    assertThat(reply.retryAfterSeconds()).isEmpty();
    assertThat(reply.worthRetrying()).isFalse();
    assertThat(reply.body().message())
        .isEqualTo("quota spent: 25.00 EUR per month, 24.98 used; resets in 12 days");
  }

  /// OpenCode asks for ever, and pi four times, where the words of a 402 have these in them.
  @ParameterizedTest
  @ValueSource(longs = {429_000_000_000L, 1_500_000_000_000L, 524_000_000_000L})
  void saysNothingThatAnAgentTakesForAPassingFailure(long used) {
    ErrorReply reply = said(EUROS, 25_000_000_000L, MONTH, used, 0, Duration.ofHours(30), false);

    assertThat(reply.status()).isEqualTo(402);
    assertThat(reply.body().message()).doesNotContainPattern("rate.?limit|429|50[0-4]|524");
  }

  @Test
  void saysThatConcurrentRequestsEndSoon() {
    ErrorReply reply =
        said(
            Measure.of(Unit.CONCURRENT_REQUESTS),
            10,
            Window.WHILE_RUNNING,
            0,
            10,
            Duration.ZERO,
            true);

    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.retryAfterSeconds()).hasValue(1);
    assertThat(reply.body().message())
        .isEqualTo("rate limit or quota reached: 10 concurrent requests, 10 under way");
  }

  @Test
  void saysThatHoldsEndSoonHoweverFarTheReset() {
    ErrorReply reply =
        said(EUROS, 1_000_000_000, MONTH, 500_000_000, 500_000_000, Duration.ofDays(3), true);

    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.retryAfterSeconds()).hasValue(1);
    assertThat(reply.body().message())
        .isEqualTo(
            "rate limit or quota reached: 1.00 EUR per month, 0.50 used, the rest held by requests"
                + " in flight");
  }

  @Test
  void saysThatARequestIsTooLargeForEver() {
    ErrorReply reply =
        ErrorReply.of(
            new ExceedsLimit(
                new Limit("x", Unit.INPUT_TOKENS, 10, MINUTE, Scope.USER, Enforcement.STRICT)));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body().message())
        .isEqualTo("the request needs more than the whole limit of 10 input tokens per 1m");
  }

  @Test
  void waitsAnHourButNotLonger() {
    Measure requests = Measure.of(Unit.REQUESTS);
    Duration hour = Duration.ofHours(1);

    assertThat(said(requests, 1, MONTH, 1, 0, hour, false).status()).isEqualTo(429);
    assertThat(said(requests, 1, MONTH, 1, 0, hour.plusMillis(1), false).status()).isEqualTo(402);
  }

  private static ErrorReply said(
      Measure measure,
      long amount,
      Window window,
      long used,
      long held,
      long millis,
      boolean only) {
    return said(measure, amount, window, used, held, Duration.ofMillis(millis), only);
  }

  private static ErrorReply said(
      Measure measure,
      long amount,
      Window window,
      long used,
      long held,
      Duration resetsIn,
      boolean onlyHolds) {
    Limit limit =
        new Limit(
            "x", measure, amount, window, Scope.USER, Enforcement.STRICT, Limit.Over.EVERYTHING);
    return ErrorReply.of(new LimitReached(new Standing(limit, used, held, resetsIn), onlyHolds));
  }
}
