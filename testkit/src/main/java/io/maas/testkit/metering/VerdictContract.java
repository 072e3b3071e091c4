package io.maas.testkit.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Admission;
import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Counters;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Quota;
import io.maas.domain.metering.Reservation;
import io.maas.domain.metering.Settlement;
import io.maas.domain.metering.Standing;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A store decides as the [Verdict] on its own standings says, so that whoever asks beforehand is
/// told what will be.
public abstract class VerdictContract {

  private static final int STEPS = 2000;
  private static final List<Unit> UNITS =
      List.of(Unit.REQUESTS, Unit.TOTAL_TOKENS, Unit.INPUT_TOKENS, Unit.OUTPUT_TOKENS);

  /// Moves the quota's windows.
  protected final FakeTicker ticker = new FakeTicker();

  /// A quota without counters, whose windows follow the ticker.
  protected abstract Quota quota();

  @Test
  void admitsWhatTheVerdictOnItsStandingsPasses() {
    Random random = new Random(11);
    Quota quota = quota();
    List<Limit> limits = limits();
    List<Reservation> open = new ArrayList<>();
    int refused = 0;

    for (int step = 0; step < STEPS; step++) {
      ticker.advance(Duration.ofMillis(random.nextInt(1500)));
      Claims claims = Claims.of(some(limits, random));
      Demand demand = demand(random);
      List<Standing> before = quota.standings(claims).toCompletableFuture().join();
      Admission admission =
          quota.reserve(UUID.randomUUID(), demand, claims).toCompletableFuture().join();

      assertThat(told(admission)).isEqualTo(told(Verdict.of(demand, Counters.of(before)), before));
      if (admission instanceof Admission.Admitted(Reservation reservation)) {
        open.add(reservation);
      } else {
        refused++;
      }
      if (!open.isEmpty() && random.nextBoolean()) {
        Reservation oldest = open.removeFirst();
        quota
            .settle(oldest, new Settlement.Settled(random.nextInt(40), random.nextInt(40)))
            .toCompletableFuture()
            .join();
      }
    }
    assertThat(refused).isBetween(STEPS / 20, STEPS * 19 / 20);
  }

  private static List<Limit> limits() {
    List<Limit> limits = new ArrayList<>();
    for (Unit unit : UNITS) {
      long amount = unit == Unit.REQUESTS ? 12 : 200;
      limits.add(Limits.limit(unit, amount, Duration.ofSeconds(10), Enforcement.STRICT));
      limits.add(Limits.limit(unit, 4 * amount, Duration.ofSeconds(55), Enforcement.SETTLE));
    }
    return limits;
  }

  private static List<Claim> some(List<Limit> limits, Random random) {
    return limits.stream().filter(_ -> random.nextInt(3) > 0).map(Limits::alice).toList();
  }

  private static Demand demand(Random random) {
    OptionalLong asked =
        random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextInt(120));
    long estimate = random.nextInt(30);
    return new Demand(
        estimate + random.nextInt(60), estimate, 1 + random.nextInt(3), asked, 64, 20);
  }

  private static String told(Admission admission) {
    return switch (admission) {
      case Admission.Admitted(Reservation reservation) ->
          "admitted " + reservation.outputAllowance();
      case Admission.Exhausted(Standing standing, boolean onlyHolds) ->
          "refused by " + standing + onlyHolds;
      case Admission.Unavailable(String why) -> why;
    };
  }

  private static String told(Verdict verdict, List<Standing> standings) {
    return switch (verdict) {
      case Verdict.Passes passes -> "admitted " + passes.outputAllowance();
      case Verdict.Refuses(int claim, boolean onlyHolds) ->
          "refused by " + standings.get(claim) + onlyHolds;
    };
  }
}
