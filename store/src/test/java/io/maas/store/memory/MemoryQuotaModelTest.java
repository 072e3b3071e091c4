package io.maas.store.memory;

import static io.maas.domain.metering.Unit.INPUT_TOKENS;
import static io.maas.domain.metering.Unit.OUTPUT_TOKENS;
import static io.maas.domain.metering.Unit.REQUESTS;
import static io.maas.domain.metering.Unit.TOTAL_TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Admission;
import io.maas.domain.metering.Admission.Admitted;
import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Reservation;
import io.maas.domain.metering.Settlement;
import io.maas.domain.metering.Settlement.Released;
import io.maas.domain.metering.Settlement.Settled;
import io.maas.domain.metering.Standing;
import io.maas.domain.metering.Unit;
import io.maas.testkit.metering.FakeTicker;
import io.maas.testkit.metering.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random requests, settlements and pauses, against [SlowQuota].
class MemoryQuotaModelTest {

  private static final int STEPS = 400;

  private final FakeTicker ticker = new FakeTicker();
  private final long start = ticker.getAsLong();
  private final MemoryQuota quota = MemoryQuotas.on(ticker);
  private final SlowQuota model = new SlowQuota();
  private final List<Open> open = new ArrayList<>();

  /// A request in flight, in both worlds.
  private record Open(Reservation reservation, SlowQuota.Answer answer) {}

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void answersAsThePlainModelDoes(long seed) {
    Random random = new Random(seed);
    List<Claim> all = claims(random);
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(5)) {
        case 0, 1 -> reserve(random, all);
        case 2, 3 -> settle(random);
        default -> ticker.advance(Duration.ofSeconds(random.nextInt(8)));
      }
      expectSameStandings(all);
    }
  }

  private static List<Claim> claims(Random random) {
    List<Claim> claims = new ArrayList<>();
    for (Unit unit : List.of(REQUESTS, TOTAL_TOKENS, INPUT_TOKENS, OUTPUT_TOKENS)) {
      for (Enforcement enforcement : Enforcement.values()) {
        long amount = 1L + random.nextInt(unit == REQUESTS ? 6 : 60);
        Duration length = Duration.ofSeconds(1 + random.nextInt(20));
        Limit limit = Limits.limit(unit, amount, length, enforcement);
        claims.add(new Claim(limit, "alice"));
        claims.add(new Claim(limit, "bob"));
      }
    }
    return claims;
  }

  private void reserve(Random random, List<Claim> all) {
    List<Claim> claims = new ArrayList<>(all);
    Collections.shuffle(claims, random);
    claims = List.copyOf(claims.subList(0, random.nextInt(5)));
    long bound = random.nextInt(12);
    Demand demand =
        new Demand(
            bound,
            Math.max(0, bound - random.nextInt(3)),
            1 + random.nextInt(3),
            random.nextBoolean() ? OptionalLong.of(random.nextInt(40)) : OptionalLong.empty(),
            30,
            random.nextInt(20));
    Admission admission =
        quota.reserve(UUID.randomUUID(), demand, Claims.of(claims)).toCompletableFuture().join();
    SlowQuota.Answer answer = model.reserve(demand, claims, now());
    if (answer == null) {
      assertThat(admission).isInstanceOf(Admission.Exhausted.class);
    } else {
      assertThat(admission).isInstanceOf(Admitted.class);
      Reservation reservation = ((Admitted) admission).reservation();
      assertThat(reservation.outputAllowance()).isEqualTo(answer.allowance());
      open.add(new Open(reservation, answer));
    }
  }

  private void settle(Random random) {
    if (open.isEmpty()) {
      return;
    }
    Open one = open.remove(random.nextInt(open.size()));
    long input = random.nextInt(12);
    long output = random.nextInt(40);
    Settlement settlement = random.nextInt(4) == 0 ? new Released() : new Settled(input, output);
    quota.settle(one.reservation(), settlement);
    for (SlowQuota.Entry entry : one.answer().entries()) {
      entry.held = 0;
      entry.used = settlement instanceof Released ? 0 : entry.limit.measure().of(input, 0, output);
    }
  }

  private void expectSameStandings(List<Claim> claims) {
    List<Standing> standings = quota.standings(Claims.of(claims)).toCompletableFuture().join();
    for (int i = 0; i < claims.size(); i++) {
      assertThat(standings.get(i).used())
          .as("used of %s", claims.get(i))
          .isEqualTo(model.used(claims.get(i), now()));
      assertThat(standings.get(i).held())
          .as("held of %s", claims.get(i))
          .isEqualTo(model.held(claims.get(i), now()));
    }
  }

  private long now() {
    return ticker.getAsLong() - start;
  }
}
