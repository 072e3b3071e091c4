package io.maas.testkit.metering;

import static io.maas.domain.metering.Unit.INPUT_TOKENS;
import static io.maas.domain.metering.Unit.OUTPUT_TOKENS;
import static io.maas.domain.metering.Unit.REQUESTS;
import static io.maas.domain.metering.Unit.TOTAL_TOKENS;
import static io.maas.testkit.metering.Limits.alice;
import static io.maas.testkit.metering.Limits.demand;
import static io.maas.testkit.metering.Limits.limit;
import static io.maas.testkit.metering.Limits.settling;
import static io.maas.testkit.metering.Limits.strict;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Admission;
import io.maas.domain.metering.Admission.Admitted;
import io.maas.domain.metering.Admission.Exhausted;
import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.History;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Place;
import io.maas.domain.metering.Quota;
import io.maas.domain.metering.Reservation;
import io.maas.domain.metering.Settlement.Released;
import io.maas.domain.metering.Settlement.Settled;
import io.maas.domain.metering.Standing;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [Quota] promises, whatever it keeps its counters in.
public abstract class QuotaContract {

  /// Moves the quota's windows.
  protected final FakeTicker ticker = new FakeTicker();

  private Quota quota;

  /// A quota without counters, whose windows follow the ticker and those of the calendar the clock.
  protected abstract Quota quota(LongSupplier ticker, InstantSource clock, History history);

  @BeforeEach
  void startWithoutCounters() {
    quota = quota(ticker, new FakeClock(ticker), History.NOTHING);
  }

  @Test
  void admitsEverythingWhereNothingIsLimited() {
    Reservation reservation = admitted(demand(1_000_000, 1_000_000));
    assertThat(reservation.outputAllowance()).isEmpty();
    assertThat(reservation.standings()).isEmpty();
  }

  @Test
  void keepsTenantsApartWhateverTheirLimitsAndPeopleAreCalled() {
    Claim claim = alice(strict(REQUESTS, 1));
    Claims ours = in("a", claim);
    Claims theirs = in("b", claim);
    assertThat(reserve(quota, ours)).isInstanceOf(Admitted.class);
    assertThat(reserve(quota, ours)).isInstanceOf(Exhausted.class);
    assertThat(reserve(quota, theirs)).isInstanceOf(Admitted.class);
  }

  private static Claims in(String tenant, Claim claim) {
    Claims.Partition place = new Claims.Partition(Place.TENANT, tenant, "", "alice");
    return new Claims(place, false, List.of(claim));
  }

  private static Admission reserve(Quota quota, Claims claims) {
    return quota.reserve(UUID.randomUUID(), demand(1, 1), claims).toCompletableFuture().join();
  }

  @Test
  void admitsAsManyRequestsAsTheLimitSays() {
    Limit two = strict(REQUESTS, 2);
    UUID id = UUID.randomUUID();
    Reservation first = ((Admitted) reserve(id, demand(1, 1), alice(two))).reservation();
    admitted(demand(1, 1), alice(two));
    Exhausted refused = refused(demand(1, 1), alice(two));
    assertThat(first.requestId()).isEqualTo(id);
    assertThat(refused.standing()).isEqualTo(new Standing(two, 0, 2, Duration.ofMinutes(1)));
  }

  @Test
  void countsARequestOnceHoweverManyTokensItCost() {
    Limit two = settling(REQUESTS, 2);
    settle(admitted(demand(1, 1), alice(two)), 500, 500);
    assertThat(standing(alice(two)).used()).isEqualTo(1);
    assertThat(standing(alice(two)).held()).isZero();
  }

  @Test
  void keepsTheCountersOfSubjectsAndLimitsApart() {
    Limit one = strict(REQUESTS, 1);
    Limit other = limit(REQUESTS, 1, Duration.ofHours(1), Enforcement.STRICT);
    admitted(demand(1, 1), alice(one));
    admitted(demand(1, 1), new Claim(one, "bob"));
    admitted(demand(1, 1), alice(other));
    refused(demand(1, 1), alice(one));
  }

  @Test
  void takesNothingAnywhereIfOneLimitRefuses() {
    Limit wide = strict(TOTAL_TOKENS, 1000);
    Limit spent = strict(REQUESTS, 1);
    admitted(demand(1, 1), alice(spent));
    refused(demand(10, 10), alice(wide), alice(spent));
    refused(demand(10, 10), alice(spent), alice(wide));
    assertThat(standing(alice(wide))).isEqualTo(new Standing(wide, 0, 0, Duration.ZERO));
    assertThat(standing(alice(spent)).held()).isEqualTo(1);
  }

  @Test
  void holdsThePromptAndTheWholeAnswerInStrictMode() {
    Limit tokens = strict(TOTAL_TOKENS, 100);
    Reservation reservation = admitted(demand(10, 30), alice(tokens));
    assertThat(reservation.outputAllowance()).hasValue(30);
    assertThat(reservation.standings())
        .containsExactly(new Standing(tokens, 0, 40, Duration.ofMinutes(1)));
  }

  @Test
  void clampsTheAnswerToWhatIsLeft() {
    Limit tokens = strict(TOTAL_TOKENS, 100);
    settle(admitted(demand(10, 30), alice(tokens)), 10, 20);
    Reservation reservation = admitted(demand(10, 4096), alice(tokens));
    assertThat(reservation.outputAllowance()).hasValue(60);
    assertThat(standing(alice(tokens)).remaining()).isZero();
  }

  @Test
  void sharesWhatIsLeftBetweenTheAnswers() {
    Limit tokens = strict(TOTAL_TOKENS, 100);
    Reservation reservation = admitted(demand(10, 4, 4096), alice(tokens));
    assertThat(reservation.outputAllowance()).hasValue(22);
    assertThat(standing(alice(tokens)).held()).isEqualTo(98);
  }

  @Test
  void admitsDownToOneTokenForEachAnswer() {
    admitted(demand(97, 3, 50), alice(strict(TOTAL_TOKENS, 100)));
    Exhausted refused = refused(demand(98, 3, 50), new Claim(strict(TOTAL_TOKENS, 100), "bob"));
    assertThat(refused.onlyHolds()).isFalse();
  }

  @Test
  void clampsToTheNarrowestOfTheStrictLimits() {
    Limit total = strict(TOTAL_TOKENS, 100);
    Limit output = strict(OUTPUT_TOKENS, 50);
    Reservation reservation = admitted(demand(10, 4096), alice(total), alice(output));
    assertThat(reservation.outputAllowance()).hasValue(50);
    assertThat(standing(alice(total)).held()).isEqualTo(60);
    assertThat(standing(alice(output)).held()).isEqualTo(50);
  }

  @Test
  void asksForRoomForThePromptAloneWhereNothingIsGenerated() {
    Limit tokens = strict(TOTAL_TOKENS, 10);
    Reservation reservation = admitted(demand(10, 0), alice(tokens));
    assertThat(reservation.outputAllowance()).hasValue(0);
    assertThat(standing(alice(tokens)).held()).isEqualTo(10);
  }

  @Test
  void holdsOnlyThePromptOfAnInputLimit() {
    Limit input = strict(INPUT_TOKENS, 100);
    Reservation reservation = admitted(demand(60, 4096), alice(input));
    assertThat(reservation.outputAllowance()).isEmpty();
    assertThat(standing(alice(input)).held()).isEqualTo(60);
    assertThat(refused(demand(41, 1), alice(input)).onlyHolds()).isTrue();
  }

  @Test
  void leavesTheAnswerAloneInSettleMode() {
    Limit tokens = settling(TOTAL_TOKENS, 100);
    Demand demand = new Demand(20, 15, 1, OptionalLong.empty(), 4096, 70);
    Reservation reservation = admitted(demand, alice(tokens));
    assertThat(reservation.outputAllowance()).isEmpty();
    assertThat(standing(alice(tokens)).held()).isEqualTo(85);
  }

  @Test
  void admitsWhileOneUnitIsLeftInSettleMode() {
    Limit tokens = settling(TOTAL_TOKENS, 100);
    settle(admitted(demand(10, 10), alice(tokens)), 90, 9);
    admitted(demand(500, 500), alice(tokens));
    assertThat(standing(alice(tokens)).held()).isEqualTo(1);
    assertThat(refused(demand(1, 1), alice(tokens)).onlyHolds()).isTrue();
  }

  @Test
  void boundsHoldsInSettleModeByTheStrictAllowance() {
    Limit strict = strict(OUTPUT_TOKENS, 7);
    Limit settle = settling(TOTAL_TOKENS, 1000);
    Reservation reservation = admitted(demand(10, 2, 400), alice(settle), alice(strict));
    assertThat(reservation.outputAllowance()).hasValue(3);
    assertThat(standing(alice(settle)).held()).isEqualTo(16);
  }

  @Test
  void chargesWhatWasUsedInThePlaceOfTheHold() {
    Limit tokens = strict(TOTAL_TOKENS, 100);
    settle(admitted(demand(10, 80), alice(tokens)), 9, 21);
    assertThat(standing(alice(tokens)))
        .isEqualTo(new Standing(tokens, 30, 0, Duration.ofMinutes(1)));
  }

  @Test
  void givesEverythingBackIfNothingWasSentUpstream() {
    Limit tokens = strict(TOTAL_TOKENS, 100);
    Limit requests = strict(REQUESTS, 1);
    Reservation reservation = admitted(demand(10, 80), alice(tokens), alice(requests));
    quota.settle(reservation, new Released()).toCompletableFuture().join();
    assertThat(standing(alice(tokens)).remaining()).isEqualTo(100);
    assertThat(standing(alice(requests)).remaining()).isEqualTo(1);
  }

  @Test
  void settlesOnlyOnce() {
    Limit tokens = strict(TOTAL_TOKENS, 100);
    Reservation reservation = admitted(demand(10, 80), alice(tokens));
    settle(reservation, 10, 5);
    settle(reservation, 10, 5);
    quota.settle(reservation, new Released()).toCompletableFuture().join();
    assertThat(standing(alice(tokens)).used()).isEqualTo(15);
    assertThat(standing(alice(tokens)).held()).isZero();
  }

  @Test
  void opensAWindowAtItsFirstHoldAndNotBefore() {
    Limit one = strict(REQUESTS, 1);
    ticker.advance(Duration.ofSeconds(50));
    admitted(demand(1, 1), alice(one));
    ticker.advance(Duration.ofSeconds(45));
    Exhausted refused = refused(demand(1, 1), alice(one));
    assertThat(refused.standing().resetsIn()).isEqualTo(Duration.ofSeconds(15));
    ticker.advance(Duration.ofSeconds(15));
    admitted(demand(1, 1), alice(one));
  }

  @Test
  void chargesALateSettlementToTheWindowOfItsAdmission() {
    Limit tokens = strict(TOTAL_TOKENS, 100);
    Reservation early = admitted(demand(10, 80), alice(tokens));
    ticker.advance(Duration.ofMinutes(1));
    Reservation late = admitted(demand(10, 30), alice(tokens));
    settle(early, 10, 80);
    assertThat(standing(alice(tokens)).used()).isZero();
    assertThat(standing(alice(tokens)).held()).isEqualTo(40);
    settle(late, 10, 30);
    assertThat(standing(alice(tokens)).used()).isEqualTo(40);
  }

  @Test
  void carriesNoOverrunIntoTheNextWindow() {
    Limit tokens = settling(TOTAL_TOKENS, 100);
    settle(admitted(demand(10, 10), alice(tokens)), 10, 900);
    assertThat(standing(alice(tokens)).remaining()).isZero();
    assertThat(refused(demand(1, 1), alice(tokens)).onlyHolds()).isFalse();
    ticker.advance(Duration.ofMinutes(1));
    assertThat(standing(alice(tokens))).isEqualTo(new Standing(tokens, 0, 0, Duration.ZERO));
    admitted(demand(10, 10), alice(tokens));
  }

  @Test
  void tellsThatOnlyHoldsAreInTheWay() {
    Limit tokens = strict(TOTAL_TOKENS, 100);
    Reservation reservation = admitted(demand(10, 90), alice(tokens));
    assertThat(refused(demand(10, 10), alice(tokens)).onlyHolds()).isTrue();
    settle(reservation, 10, 85);
    assertThat(refused(demand(10, 10), alice(tokens)).onlyHolds()).isFalse();
  }

  @Test
  void namesTheLimitThatHasToBeWaitedForLongest() {
    Limit hour = limit(REQUESTS, 1, Duration.ofHours(1), Enforcement.STRICT);
    Limit minute = strict(REQUESTS, 1);
    Limit held = limit(TOTAL_TOKENS, 10, Duration.ofDays(1), Enforcement.STRICT);
    settle(admitted(demand(1, 1), alice(hour), alice(minute)), 1, 1);
    admitted(demand(5, 5), alice(held));
    Exhausted refused = refused(demand(5, 5), alice(minute), alice(held), alice(hour));
    assertThat(refused.standing().limit()).isEqualTo(hour);
    assertThat(refused.onlyHolds()).isFalse();
  }

  @Test
  void namesTheLimitThatIsTooSmallForEverFirst() {
    Limit hour = limit(REQUESTS, 1, Duration.ofHours(1), Enforcement.STRICT);
    Limit small = strict(TOTAL_TOKENS, 10);
    settle(admitted(demand(1, 1), alice(hour)), 1, 1);
    Exhausted refused = refused(demand(10, 5), alice(hour), alice(small));
    assertThat(refused.standing()).isEqualTo(new Standing(small, 0, 0, Duration.ZERO));
  }

  @Test
  void keepsWhatWasUsedWhenTheAmountChanges() {
    settle(admitted(demand(10, 50), alice(strict(TOTAL_TOKENS, 100))), 10, 50);
    assertThat(standing(alice(strict(TOTAL_TOKENS, 200))).remaining()).isEqualTo(140);
    Exhausted refused = refused(demand(1, 1), alice(strict(TOTAL_TOKENS, 50)));
    assertThat(refused.standing().remaining()).isZero();
  }

  @Test
  void tellsWhereEachLimitStandsInTheOrderOfTheClaims() {
    Limit requests = strict(REQUESTS, 5);
    Limit tokens = strict(TOTAL_TOKENS, 100);
    settle(admitted(demand(10, 10), alice(requests), alice(tokens)), 10, 10);
    Reservation second = admitted(demand(10, 20), alice(tokens), alice(requests));
    Duration minute = Duration.ofMinutes(1);
    assertThat(second.standings())
        .containsExactly(
            new Standing(tokens, 20, 30, minute), new Standing(requests, 1, 1, minute));
    assertThat(
            quota
                .standings(Claims.of(List.of(alice(requests), alice(tokens))))
                .toCompletableFuture()
                .join())
        .containsExactly(
            new Standing(requests, 1, 1, minute), new Standing(tokens, 20, 30, minute));
  }

  @Test
  void servesNoMoreThanAStrictLimitHoweverManyAskAtOnce() throws Exception {
    Limit tokens = strict(TOTAL_TOKENS, 1000);
    AtomicLong served = new AtomicLong();
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      for (int client = 0; client < 200; client++) {
        threads.execute(() -> {
          if (reserve(UUID.randomUUID(), demand(5, 40), alice(tokens))
              instanceof Admitted(Reservation reservation)) {
            long output = reservation.outputAllowance().orElseThrow() / 2;
            served.addAndGet(5 + output);
            settle(reservation, 5, output);
          }
        });
      }
    }
    assertThat(served.get()).isBetween(1L, 1000L);
    assertThat(standing(alice(tokens)).used()).isEqualTo(served.get());
    assertThat(standing(alice(tokens)).held()).isZero();
  }

  private Admission reserve(UUID id, Demand demand, Claim... claims) {
    return quota.reserve(id, demand, Claims.of(List.of(claims))).toCompletableFuture().join();
  }

  private Reservation admitted(Demand demand, Claim... claims) {
    Admission admission = reserve(UUID.randomUUID(), demand, claims);
    assertThat(admission).isInstanceOf(Admitted.class);
    return ((Admitted) admission).reservation();
  }

  private Exhausted refused(Demand demand, Claim... claims) {
    Admission admission = reserve(UUID.randomUUID(), demand, claims);
    assertThat(admission).isInstanceOf(Exhausted.class);
    return (Exhausted) admission;
  }

  private void settle(Reservation reservation, long input, long output) {
    quota.settle(reservation, new Settled(input, output)).toCompletableFuture().join();
  }

  private Standing standing(Claim claim) {
    return quota.standings(Claims.of(List.of(claim))).toCompletableFuture().join().getFirst();
  }
}
