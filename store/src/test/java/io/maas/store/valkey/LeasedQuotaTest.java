package io.maas.store.valkey;

import static io.maas.domain.metering.Enforcement.STRICT;
import static io.maas.domain.metering.Unit.CONCURRENT_REQUESTS;
import static io.maas.domain.metering.Unit.REQUESTS;
import static io.maas.domain.metering.Unit.TOTAL_TOKENS;
import static io.maas.testkit.metering.Limits.alice;
import static io.maas.testkit.metering.Limits.demand;
import static io.maas.testkit.metering.Limits.limit;
import static io.maas.testkit.metering.Limits.settling;
import static io.maas.testkit.metering.Limits.strict;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Admission.Admitted;
import io.maas.domain.metering.Admission.Exhausted;
import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.History;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Reservation;
import io.maas.domain.metering.Scope;
import io.maas.domain.metering.Settlement.Released;
import io.maas.domain.metering.Standing;
import io.maas.domain.metering.Window;
import io.maas.testkit.metering.FakeClock;
import io.maas.testkit.metering.FakeTicker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What gateways that debit ahead promise, in time that the test moves.
class LeasedQuotaTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  @RegisterExtension static final OnRedis REDIS = new OnRedis();

  private final FakeTicker ticker = new FakeTicker();
  private final FakeClock clock = new FakeClock(ticker);
  private LeasingGateway one;
  private LeasingGateway two;

  @BeforeEach
  void startTwoWithoutCounters() {
    QuotaOnServers on = REDIS.emptied();
    TestTime time = new TestTime(ticker, clock);
    one = new LeasingGateway(on.leased("one", time, clock, ticker, History.NOTHING));
    two = new LeasingGateway(on.leased("two", time, clock, ticker, History.NOTHING));
  }

  /// Whose counter has been asked for in this epoch: the first asking is not a lease.
  private Claim known(Claim claim) {
    one.standing(claim);
    return claim;
  }

  @Test
  void decidesMostRequestsItself() {
    Claim tokens = known(alice(strict(TOTAL_TOKENS, 100_000)));
    for (int i = 0; i < 100; i++) {
      one.settle(one.admitted(demand(10, 90), tokens), 10, 90);
    }
    assertThat(one.quota().decidedHere()).isGreaterThan(90);
    assertThat(one.quota().decidedThere()).isLessThan(10);
  }

  @Test
  void asksForEveryRequestOfWhoeverCountsExactly() {
    Claim tokens = known(alice(strict(TOTAL_TOKENS, 1_000)));
    for (int i = 0; i < 3; i++) {
      var exact = Claims.of(List.of(tokens));
      var admission = one.quota().reserve(UUID.randomUUID(), demand(10, 40), exact);
      assertThat(admission.toCompletableFuture().join()).isInstanceOf(Admitted.class);
    }
    assertThat(one.quota().decidedHere()).isZero();
    assertThat(one.standing(tokens).held()).isEqualTo(150);
  }

  @Test
  void debitsAFewRequestsAheadButNoMoreThanAQuarterOfWhatIsLeft() {
    Claim wide = known(alice(strict(TOTAL_TOKENS, 1_000)));
    Claim narrow = known(new Claim(strict(TOTAL_TOKENS, 400), "bob"));
    one.admitted(demand(10, 40), wide);
    one.admitted(demand(10, 40), narrow);
    two.admitted(demand(10, 40), narrow);
    assertThat(one.standing(wide).held()).isEqualTo(200);
    assertThat(one.standing(narrow).held()).isEqualTo(100 + 75);
  }

  @Test
  void debitsNoLessThanTheRequestNeeds() {
    Claim tokens = known(alice(strict(TOTAL_TOKENS, 100)));
    assertThat(one.admitted(demand(10, 80), tokens).outputAllowance()).hasValue(80);
    assertThat(one.standing(tokens).held()).isEqualTo(90);
  }

  @Test
  void cutsAnAnswerToWhatTheServersHaveLeftOnly() {
    Claim tokens = known(alice(strict(TOTAL_TOKENS, 1_000)));
    one.admitted(demand(10, 40), tokens);
    assertThat(one.admitted(demand(10, 400), tokens).outputAllowance()).hasValue(400);
    assertThat(one.admitted(demand(10, 4096), tokens).outputAllowance()).hasValue(530);
    assertThat(one.refused(demand(1, 1), tokens).onlyHolds()).isTrue();
    assertThat(one.standing(tokens)).isEqualTo(new Standing(tokens.limit(), 0, 1_000, MINUTE));
  }

  @Test
  void refusesWhatAnotherGatewayHasDebited() {
    Claim tokens = known(alice(strict(TOTAL_TOKENS, 100)));
    one.admitted(demand(5, 5), tokens);
    Exhausted refused = two.refused(demand(75, 5), tokens);
    assertThat(refused.standing()).isEqualTo(new Standing(tokens.limit(), 0, 25, MINUTE));
    assertThat(refused.onlyHolds()).isTrue();
  }

  @Test
  void tellsWhatIsLeftForItsCaller() {
    Claim tokens = known(alice(strict(TOTAL_TOKENS, 1_000)));
    one.settle(one.admitted(demand(10, 40), tokens), 10, 20);
    ticker.advance(Duration.ofMillis(500));
    Reservation second = one.admitted(demand(10, 40), tokens);
    assertThat(one.quota().decidedHere()).isEqualTo(1);
    assertThat(second.standings())
        .containsExactly(new Standing(tokens.limit(), 30, 50, Duration.ofMillis(59_500)));
  }

  @Test
  void givesBackWhatNobodyUsesForASecond() {
    Claim tokens = known(alice(strict(TOTAL_TOKENS, 1_000)));
    one.settle(one.admitted(demand(10, 40), tokens), 10, 20);
    ticker.advance(Duration.ofMillis(999));
    one.quota().tidy();
    assertThat(one.standing(tokens).held()).isEqualTo(200);
    ticker.advance(Duration.ofMillis(1));
    one.quota().tidy();
    assertThat(one.standing(tokens).used()).isEqualTo(30);
    assertThat(one.standing(tokens).held()).isZero();
    assertThat(one.quota().blocks()).isZero();
  }

  @Test
  void keepsOfAnIdleBlockOnlyWhatStillRuns() {
    Claim tokens = known(alice(strict(TOTAL_TOKENS, 1_000)));
    Reservation runs = one.admitted(demand(10, 40), tokens);
    one.settle(one.admitted(demand(10, 30), tokens), 10, 5);
    ticker.advance(Duration.ofSeconds(1));
    one.quota().tidy();
    assertThat(one.standing(tokens).used()).isEqualTo(15);
    assertThat(one.standing(tokens).held()).isEqualTo(50);
    one.settle(runs, 10, 7);
    assertThat(one.standing(tokens).used()).isEqualTo(32);
    assertThat(one.standing(tokens).held()).isZero();
  }

  @Test
  void givesBackEverythingWhenItStops() {
    Claim tokens = known(alice(strict(TOTAL_TOKENS, 1_000)));
    one.settle(one.admitted(demand(10, 40), tokens), 10, 20);
    one.quota().settle(one.admitted(demand(10, 40), tokens), new Released());
    one.quota().close();
    assertThat(two.standing(tokens).used()).isEqualTo(30);
    assertThat(two.standing(tokens).held()).isZero();
    one.admitted(demand(10, 40), tokens);
    assertThat(two.standing(tokens).held()).isEqualTo(50);
  }

  @Test
  void spendsNoBlockBeyondTheEndOfAnyOfItsWindows() {
    Claim minute = known(alice(strict(TOTAL_TOKENS, 1_000)));
    Claim seconds = known(alice(limit(REQUESTS, 100, Duration.ofSeconds(5), STRICT)));
    Reservation early = one.admitted(demand(10, 40), minute, seconds);
    ticker.advance(Duration.ofMillis(4_998));
    one.admitted(demand(10, 40), minute, seconds);
    assertThat(one.quota().decidedThere()).isEqualTo(1);
    ticker.advance(Duration.ofMillis(2));
    one.admitted(demand(10, 40), minute, seconds);
    assertThat(one.quota().decidedThere()).isEqualTo(2);
    one.settle(early, 10, 30);
    one.quota().close();
    assertThat(one.standing(seconds).held()).isEqualTo(1);
    assertThat(one.standing(seconds).used()).isZero();
    assertThat(one.standing(minute).used()).isEqualTo(40);
    assertThat(one.standing(minute).held()).isEqualTo(100);
  }

  @Test
  void spendsNoBlockForLongHoweverLongItsWindows() {
    Claim tokens = known(alice(limit(TOTAL_TOKENS, 1_000_000, Duration.ofDays(30), STRICT)));
    one.settle(one.admitted(demand(10, 1_000), tokens), 10, 1);
    for (int second = 1; second < 10; second++) {
      ticker.advance(Duration.ofSeconds(1));
      one.settle(one.admitted(demand(10, 1), tokens), 10, 1);
    }
    assertThat(one.quota().decidedThere()).isEqualTo(1);
    ticker.advance(Duration.ofSeconds(1));
    one.admitted(demand(10, 1), tokens);
    assertThat(one.quota().decidedThere()).isEqualTo(2);
  }

  @Test
  void leavesTheWholeBlockChargedWhenItsGatewayDiesUntilTheWindowCloses() {
    Claim tokens = known(alice(strict(TOTAL_TOKENS, 400)));
    one.settle(one.admitted(demand(5, 20), tokens), 5, 20);
    one.admitted(demand(5, 20), tokens);
    long served = spend(two, tokens);
    assertThat(served).isEqualTo(300);
    assertThat(two.standing(tokens)).isEqualTo(new Standing(tokens.limit(), 300, 100, MINUTE));
    ticker.advance(MINUTE);
    assertThat(spend(two, tokens)).isEqualTo(400);
  }

  private static long spend(LeasingGateway gateway, Claim tokens) {
    long served = 0;
    while (served < 1_000
        && gateway.reserve(demand(5, 20), tokens) instanceof Admitted(Reservation reservation)) {
      long output = reservation.outputAllowance().orElseThrow();
      gateway.settle(reservation, 5, output);
      served += 5 + output;
    }
    return served;
  }

  @Test
  void exceedsALimitThatSettlesByWhatRunsOnly() {
    Claim tokens = known(alice(settling(TOTAL_TOKENS, 1_000)));
    List<LeasingGateway> gateways = List.of(one, two);
    List<Deque<Reservation>> running = List.of(new ArrayDeque<>(), new ArrayDeque<>());
    long served = 0;
    int refusals = 0;
    for (int i = 0; refusals < 2 && i < 1_000; i++) {
      LeasingGateway gateway = gateways.get(i % 2);
      Deque<Reservation> mine = running.get(i % 2);
      if (mine.size() == 3) {
        gateway.settle(mine.remove(), 10, 70);
        served += 80;
      }
      if (gateway.reserve(demand(10, 40), tokens) instanceof Admitted(Reservation reservation)) {
        mine.add(reservation);
        refusals = 0;
      } else {
        refusals++;
      }
      gateway.quota().tidy();
    }
    for (int i = 0; i < 2; i++) {
      for (Reservation reservation : running.get(i)) {
        gateways.get(i).settle(reservation, 10, 70);
        served += 80;
      }
    }
    one.quota().close();
    two.quota().close();
    assertThat(served).isBetween(1_000L, 1_000L + 2 * 3 * (80 - 1));
    assertThat(one.standing(tokens).used()).isEqualTo(served);
    assertThat(one.standing(tokens).held()).isZero();
  }

  @Test
  void letsOnlySoManyRunAtOnceOnAllGateways() {
    Claim eight =
        known(
            alice(
                new Limit("x", CONCURRENT_REQUESTS, 8, Window.WHILE_RUNNING, Scope.USER, STRICT)));
    List<Reservation> ofOne = new ArrayList<>();
    List<Reservation> ofTwo = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      ofOne.add(one.admitted(demand(1, 1), eight));
      ofTwo.add(two.admitted(demand(1, 1), eight));
    }
    assertThat(one.refused(demand(1, 1), eight).onlyHolds()).isTrue();
    two.refused(demand(1, 1), eight);
    one.settle(ofOne.removeFirst(), 1, 1);
    one.settle(ofOne.removeFirst(), 1, 1);
    one.quota().tidy();
    two.admitted(demand(1, 1), eight);
    two.admitted(demand(1, 1), eight);
    two.refused(demand(1, 1), eight);
    ofOne.forEach(reservation -> one.settle(reservation, 1, 1));
    one.quota().close();
    assertThat(two.standing(eight).held()).isEqualTo(6);
    ofTwo.forEach(reservation -> two.settle(reservation, 1, 1));
    two.quota().tidy();
    assertThat(two.standing(eight).held()).isEqualTo(2);
  }

  @Test
  void takesUnitsOfRequestsThatSentNothingBack() {
    Claim requests =
        known(alice(new Limit("r", REQUESTS, 8, Window.rolling(MINUTE), Scope.USER, STRICT)));
    for (int i = 0; i < 20; i++) {
      one.quota().settle(one.admitted(demand(1, 1), requests), new Released());
    }
    assertThat(one.quota().decidedHere()).isPositive();
    one.quota().close();
    assertThat(one.standing(requests).remaining()).isEqualTo(8);
  }

  @Test
  void holdsARequestOnceHoweverOftenItAsks() {
    Claim tokens = known(alice(strict(TOTAL_TOKENS, 1_000)));
    UUID id = UUID.randomUUID();
    Reservation first = one.admitted(id, demand(10, 40), tokens);
    Reservation again = one.admitted(id, demand(10, 40), tokens);
    assertThat(again).isSameAs(first);
    ticker.advance(Duration.ofSeconds(1));
    one.quota().tidy();
    assertThat(one.standing(tokens).held()).isEqualTo(50);
  }

  @Test
  void settlesOnlyOnce() {
    Claim tokens = known(alice(limit(TOTAL_TOKENS, 1_000, MINUTE, Enforcement.STRICT)));
    Reservation reservation = one.admitted(demand(10, 40), tokens);
    one.settle(reservation, 10, 5);
    one.settle(reservation, 10, 5);
    one.quota().close();
    assertThat(one.standing(tokens).used()).isEqualTo(15);
    assertThat(one.standing(tokens).held()).isZero();
  }
}
