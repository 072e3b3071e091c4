package io.maas.store.memory;

import static io.maas.domain.metering.Enforcement.STRICT;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Admission.Admitted;
import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Reservation;
import io.maas.domain.metering.Settlement.Released;
import io.maas.domain.metering.Settlement.Settled;
import io.maas.domain.metering.Standing;
import io.maas.domain.metering.Unit;
import io.maas.testkit.metering.Limits;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// Sixteen threads that want more than there is, in every order of the same counters.
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class MemoryQuotaStressTest {

  private static final int THREADS = 16;
  private static final int ROUNDS = 20_000;
  private static final Duration FOR_EVER = Duration.ofDays(300);

  @Test
  void neverLetsUseAndHoldsExceedAStrictLimit() throws Exception {
    MemoryQuota quota = MemoryQuotas.on(System::nanoTime);
    List<Claim> claims = new ArrayList<>();
    for (Unit unit : List.of(Unit.TOTAL_TOKENS, Unit.OUTPUT_TOKENS, Unit.INPUT_TOKENS)) {
      claims.add(new Claim(Limits.limit(unit, 200_000, FOR_EVER, STRICT), "alice"));
    }
    AtomicLong served = new AtomicLong();
    runOnEveryThread(seed -> {
      Random random = new Random(seed);
      List<Claim> mine = new ArrayList<>(claims);
      Deque<Reservation> open = new ArrayDeque<>();
      for (int i = 0; i < ROUNDS; i++) {
        Collections.shuffle(mine, random);
        if (open.size() < 4 && random.nextBoolean()) {
          reserve(quota, mine).ifPresent(open::add);
        } else if (!open.isEmpty()) {
          served.addAndGet(settle(quota, open.remove(), random));
        }
        expectWithinLimits(quota.standings(Claims.of(claims)).toCompletableFuture().join());
      }
      open.forEach(reservation -> quota.settle(reservation, new Released()));
    });
    Standing total = quota.standings(Claims.of(claims)).toCompletableFuture().join().getFirst();
    assertThat(total.held()).isZero();
    assertThat(total.used()).isEqualTo(served.get()).isBetween(199_900L, 200_000L);
    assertThat(quota.tokensBeyondHolds()).isZero();
  }

  @Test
  void losesNoSettlement() throws Exception {
    MemoryQuota quota = MemoryQuotas.on(System::nanoTime);
    Claim shared = new Claim(Limits.limit(Unit.TOTAL_TOKENS, Limit.LARGEST, FOR_EVER, STRICT), "");
    runOnEveryThread(_ -> {
      for (int i = 0; i < ROUNDS; i++) {
        Reservation reservation = reserve(quota, List.of(shared)).orElseThrow();
        quota.settle(reservation, new Settled(1, 2));
      }
    });
    Standing standing =
        quota.standings(Claims.of(List.of(shared))).toCompletableFuture().join().getFirst();
    assertThat(standing.used()).isEqualTo(3L * THREADS * ROUNDS);
    assertThat(standing.held()).isZero();
  }

  @Test
  void losesNoCounterToASweepInTheMiddleOfTheBurst() throws Exception {
    AtomicLong ticker = new AtomicLong();
    MemoryQuota quota = MemoryQuotas.on(ticker::get);
    Limit one = Limits.limit(Unit.REQUESTS, 1, Duration.ofNanos(50), STRICT);
    Limit all = Limits.limit(Unit.REQUESTS, Limit.LARGEST, FOR_EVER, STRICT);
    AtomicLong admitted = new AtomicLong();
    runOnEveryThread(seed -> {
      Random random = new Random(seed);
      for (int i = 0; i < ROUNDS; i++) {
        List<Claim> claims =
            List.of(new Claim(one, "user-" + random.nextInt(5000)), new Claim(all, ""));
        if (reserve(quota, claims).isPresent()) {
          admitted.incrementAndGet();
        }
        ticker.incrementAndGet();
      }
    });
    Standing standing =
        quota
            .standings(Claims.of(List.of(new Claim(all, ""))))
            .toCompletableFuture()
            .join()
            .getFirst();
    assertThat(standing.held()).isEqualTo(admitted.get());
  }

  private static Optional<Reservation> reserve(MemoryQuota quota, List<Claim> claims) {
    Demand demand = Limits.demand(3, 2, 20);
    var admission =
        quota.reserve(UUID.randomUUID(), demand, Claims.of(claims)).toCompletableFuture().join();
    return admission instanceof Admitted(Reservation reservation)
        ? Optional.of(reservation)
        : Optional.empty();
  }

  private static long settle(MemoryQuota quota, Reservation reservation, Random random) {
    if (random.nextInt(4) == 0) {
      quota.settle(reservation, new Released());
      return 0;
    }
    long output = 2 * random.nextLong(reservation.outputAllowance().orElseThrow() + 1);
    quota.settle(reservation, new Settled(3, output));
    quota.settle(reservation, new Settled(3, output));
    return 3 + output;
  }

  private static void expectWithinLimits(List<Standing> standings) {
    for (Standing standing : standings) {
      assertThat(standing.used() + standing.held()).isLessThanOrEqualTo(standing.limit().amount());
      assertThat(standing.held()).isNotNegative();
    }
  }

  /// What one thread does, given its number.
  private interface Work {
    void run(int thread);
  }

  private static void runOnEveryThread(Work work) throws Exception {
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      List<Callable<Void>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        all.add(() -> {
          work.run(thread);
          return null;
        });
      }
      for (Future<Void> one : threads.invokeAll(all)) {
        one.get();
      }
    }
  }
}
