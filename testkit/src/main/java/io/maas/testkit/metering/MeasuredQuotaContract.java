package io.maas.testkit.metering;

import static io.maas.domain.metering.Enforcement.SETTLE;
import static io.maas.domain.metering.Enforcement.STRICT;
import static io.maas.domain.metering.Unit.CONCURRENT_REQUESTS;
import static io.maas.domain.metering.Unit.IMAGES;
import static io.maas.domain.metering.Unit.REQUESTS;
import static io.maas.domain.metering.Unit.TOTAL_TOKENS;
import static io.maas.testkit.metering.Limits.alice;
import static io.maas.testkit.metering.Limits.demand;
import static io.maas.testkit.metering.Limits.strict;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Admission;
import io.maas.domain.metering.Admission.Admitted;
import io.maas.domain.metering.Admission.Exhausted;
import io.maas.domain.metering.BillingRate;
import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.History;
import io.maas.domain.metering.History.Spent;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Measure;
import io.maas.domain.metering.Media;
import io.maas.domain.metering.Money;
import io.maas.domain.metering.Quota;
import io.maas.domain.metering.Reservation;
import io.maas.domain.metering.Scope;
import io.maas.domain.metering.Settlement.Released;
import io.maas.domain.metering.Settlement.Settled;
import io.maas.domain.metering.Standing;
import io.maas.domain.metering.Window;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/// What every [Quota] promises of limits that are not plain counts in a rolling window, and of what
/// was used before it began.
public abstract class MeasuredQuotaContract {

  private final FakeTicker ticker = new FakeTicker();
  private final FakeClock clock = new FakeClock(ticker);

  /// A quota without counters of its own.
  protected abstract Quota quota(LongSupplier ticker, InstantSource clock, History history);

  @Test
  void weighsOutputMoreAndCachedInputLess() {
    Quota quota = fresh();
    Limit limit = measured(Measure.weighted(1000, 100, 5000), 100, STRICT);
    Reservation reservation = admitted(quota, demand(10, 4096), alice(limit));
    assertThat(reservation.outputAllowance()).hasValue(18);
    quota.settle(reservation, new Settled(10, 8, 18)).toCompletableFuture().join();
    Standing standing = standing(quota, alice(limit));
    assertThat(standing.used()).isEqualTo(2 * 1000 + 8 * 100 + 18 * 5000);
    assertThat(standing.usedUnits()).isEqualTo(93);
    assertThat(standing.remainingUnits()).isEqualTo(7);
  }

  @Test
  void holdsAndChargesMoney() {
    Quota quota = fresh();
    Measure cost = Measure.cost(BillingRate.perToken(Money.parse("0.001", "EUR").orElseThrow()));
    Limit limit = measured(cost, 100_000_000, STRICT);
    Reservation reservation = admitted(quota, demand(10, 4096), alice(limit));
    assertThat(reservation.outputAllowance()).hasValue(90);
    quota.settle(reservation, new Settled(10, 40)).toCompletableFuture().join();
    assertThat(standing(quota, alice(limit)).used()).isEqualTo(50_000_000);
  }

  @Test
  void holdsAndChargesPicturesExactly() {
    Quota quota = fresh();
    Limit five = strict(IMAGES, 5);
    Reservation first = admitted(quota, Demand.of(Media.drawn(3)), alice(five));
    assertThat(first.outputAllowance()).isEmpty();
    assertThat(refused(quota, Demand.of(Media.drawn(3)), alice(five)).onlyHolds()).isTrue();
    quota.settle(first, new Settled(7, 0, 9, Media.drawn(2))).toCompletableFuture().join();
    assertThat(standing(quota, alice(five)).used()).isEqualTo(2);
    admitted(quota, Demand.of(Media.drawn(3)), alice(five));
    refused(quota, Demand.of(Media.drawn(1)), alice(five));
  }

  @Test
  void chargesMoneyForWhatIsTakenBesideTokens() {
    Quota quota = fresh();
    Measure cost = Measure.cost(new BillingRate("EUR", 2, 1, 3, 0, new Media(100, 10, 1000)));
    Limit limit = measured(cost, 10_000, STRICT);
    Demand demand = Demand.of(new Media(5, 7, 2));
    Reservation reservation = admitted(quota, demand, alice(limit));
    assertThat(standing(quota, alice(limit)).held()).isEqualTo(500 + 70 + 2000);
    quota
        .settle(reservation, new Settled(4, 0, 1, new Media(5, 7, 1)))
        .toCompletableFuture()
        .join();
    assertThat(standing(quota, alice(limit)).used()).isEqualTo(8 + 3 + 500 + 70 + 1000);
  }

  @Test
  void letsOnlySoManyRunAtOnce() {
    Quota quota = fresh();
    Limit two = new Limit("two", CONCURRENT_REQUESTS, 2, Window.WHILE_RUNNING, Scope.USER, STRICT);
    Reservation first = admitted(quota, demand(1, 1), alice(two));
    Reservation second = admitted(quota, demand(1, 1), alice(two));
    Exhausted refused = refused(quota, demand(1, 1), alice(two));
    assertThat(refused.onlyHolds()).isTrue();
    assertThat(refused.standing()).isEqualTo(new Standing(two, 0, 2, Duration.ZERO));
    quota.settle(first, new Settled(5, 5)).toCompletableFuture().join();
    admitted(quota, demand(1, 1), alice(two));
    quota.settle(second, new Released()).toCompletableFuture().join();
    admitted(quota, demand(1, 1), alice(two));
    ticker.advance(Duration.ofDays(2));
    refused(quota, demand(1, 1), alice(two));
  }

  @Test
  void countsADayOfTheCalendarUntilMidnight() {
    Quota quota = fresh();
    Limit one =
        new Limit("day", REQUESTS, 1, Window.parse("day").orElseThrow(), Scope.USER, STRICT);
    admitted(quota, demand(1, 1), alice(one));
    ticker.advance(Duration.ofHours(12).minusSeconds(1));
    assertThat(refused(quota, demand(1, 1), alice(one)).standing().resetsIn())
        .isEqualTo(Duration.ofSeconds(1));
    ticker.advance(Duration.ofSeconds(1));
    admitted(quota, demand(1, 1), alice(one));
  }

  @Test
  void countsNoDayTwiceWhenTheClockIsSetBack() {
    Quota quota = fresh();
    Limit one =
        new Limit("day", REQUESTS, 1, Window.parse("day").orElseThrow(), Scope.USER, STRICT);
    ticker.advance(Duration.ofHours(12).plusMinutes(10));
    admitted(quota, demand(1, 1), alice(one));
    clock.step(Duration.ofHours(-1));
    refused(quota, demand(1, 1), alice(one));
  }

  @Test
  void keepsRollingWindowsHoweverTheClockIsSet() {
    Quota quota = fresh();
    Limit one = strict(REQUESTS, 1);
    admitted(quota, demand(1, 1), alice(one));
    clock.step(Duration.ofHours(1));
    refused(quota, demand(1, 1), alice(one));
    clock.step(Duration.ofHours(-2));
    refused(quota, demand(1, 1), alice(one));
    ticker.advance(Duration.ofMinutes(1));
    admitted(quota, demand(1, 1), alice(one));
  }

  @Test
  void beginsWithWhatWasUsedBefore() {
    Limit tokens = strict(TOTAL_TOKENS, 100);
    Spent before = new Spent(70, clock.instant().minusSeconds(40));
    Quota quota = after(before);
    Reservation reservation = admitted(quota, demand(10, 4096), alice(tokens));
    assertThat(reservation.outputAllowance()).hasValue(20);
    assertThat(standing(quota, alice(tokens)))
        .isEqualTo(new Standing(tokens, 70, 30, Duration.ofSeconds(20)));
    ticker.advance(Duration.ofSeconds(20));
    assertThat(standing(quota, alice(tokens)).used()).isZero();
  }

  @Test
  void asksForWhatWasBeforeOnceACounter() {
    CountingHistory history = new CountingHistory();
    Quota quota = quota(ticker, clock, history);
    Limit tokens = strict(TOTAL_TOKENS, 100);
    Limit requests = strict(REQUESTS, 10);
    refused(quota, demand(1000, 1), alice(tokens));
    admitted(quota, demand(1, 1), alice(tokens));
    admitted(quota, demand(1, 1), alice(tokens), alice(requests));
    admitted(quota, demand(1, 1), alice(requests), alice(tokens));
    assertThat(history.asked).containsExactly(List.of(alice(tokens)), List.of(alice(requests)));
  }

  @Test
  void refusesWhileNobodyCanTellWhatWasUsed() {
    FailingHistory history = new FailingHistory();
    Quota quota = quota(ticker, clock, history);
    Claims claims = Claims.of(List.of(alice(strict(REQUESTS, 1))));
    assertThat(reserve(quota, demand(1, 1), claims))
        .isEqualTo(new Admission.Unavailable("counters are recovering: the ledger is away"));
    history.away = false;
    assertThat(reserve(quota, demand(1, 1), claims)).isInstanceOf(Admitted.class);
  }

  @Test
  void servesUncountedWhereTheSubscriptionPrefersThat() {
    FailingHistory history = new FailingHistory();
    Quota quota = quota(ticker, clock, history);
    Claims closed = Claims.of(List.of(alice(strict(REQUESTS, 1))));
    Claims open = new Claims(closed.partition(), true, closed.list());
    Admission admission = reserve(quota, demand(1, 1), open);
    assertThat(admission).isInstanceOf(Admitted.class);
    Reservation reservation = ((Admitted) admission).reservation();
    assertThat(reservation).isInstanceOf(Reservation.Uncounted.class);
    quota.settle(reservation, new Settled(1, 1)).toCompletableFuture().join();
    history.away = false;
    admitted(quota, demand(1, 1), alice(strict(REQUESTS, 1)));
  }

  private Quota fresh() {
    return quota(ticker, clock, History.NOTHING);
  }

  private Quota after(Spent spent) {
    return quota(
        ticker,
        clock,
        claims ->
            CompletableFuture.completedStage(claims.list().stream().map(_ -> spent).toList()));
  }

  private static Limit measured(Measure measure, long amount, Enforcement enforcement) {
    return new Limit(
        "measured",
        measure,
        amount,
        Window.rolling(Duration.ofHours(1)),
        Scope.USER,
        enforcement,
        Limit.Over.EVERYTHING);
  }

  private static Admission reserve(Quota quota, Demand demand, Claims claims) {
    return quota.reserve(UUID.randomUUID(), demand, claims).toCompletableFuture().join();
  }

  private static Reservation admitted(Quota quota, Demand demand, Claim... claims) {
    Admission admission = reserve(quota, demand, Claims.of(List.of(claims)));
    assertThat(admission).isInstanceOf(Admitted.class);
    return ((Admitted) admission).reservation();
  }

  private static Exhausted refused(Quota quota, Demand demand, Claim... claims) {
    Admission admission = reserve(quota, demand, Claims.of(List.of(claims)));
    assertThat(admission).isInstanceOf(Exhausted.class);
    return (Exhausted) admission;
  }

  private static Standing standing(Quota quota, Claim claim) {
    return quota.standings(Claims.of(List.of(claim))).toCompletableFuture().join().getFirst();
  }

  @Test
  void settlesAWeightedHoldThatWasOnlyLikely() {
    Quota quota = fresh();
    Limit limit = measured(Measure.weighted(1000, 100, 5000), 100, SETTLE);
    Reservation reservation = admitted(quota, demand(10, 5), alice(limit));
    assertThat(reservation.standings().getFirst().held()).isEqualTo(35_000);
    quota.settle(reservation, new Settled(10, 0, 30)).toCompletableFuture().join();
    assertThat(standing(quota, alice(limit)).remaining()).isZero();
    refused(quota, demand(1, 1), alice(limit));
  }
}
