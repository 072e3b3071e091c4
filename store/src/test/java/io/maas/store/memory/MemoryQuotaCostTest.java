package io.maas.store.memory;

import static io.maas.domain.metering.Enforcement.STRICT;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Admission.Admitted;
import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Settlement.Settled;
import io.maas.domain.metering.Unit;
import io.maas.testkit.metering.Limits;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What a request and a counter cost. Times are printed and not asserted: the machine is shared.
class MemoryQuotaCostTest {

  private static final int REQUESTS = 1_000_000;
  private static final int COUNTERS = 200_000;

  @Test
  void printsWhatFiveStackedLimitsCost() {
    MemoryQuota quota = MemoryQuotas.on(System::nanoTime);
    List<List<Claim>> claims = new ArrayList<>();
    for (int user = 0; user < 1000; user++) {
      claims.add(fiveOf("user-" + user));
    }
    long nanos = 0;
    for (int round = 0; round < 3; round++) {
      long start = cpuTime();
      admitAndSettle(quota, claims);
      nanos = (cpuTime() - start) / REQUESTS;
    }
    System.out.println("reserve and settle five limits: " + nanos + " ns of CPU");
    assertThat(quota.size()).isEqualTo(5000);
  }

  private static List<Claim> fiveOf(String user) {
    List<Claim> claims = new ArrayList<>();
    for (int hours = 1; hours <= 5; hours++) {
      Unit unit = hours % 2 == 0 ? Unit.REQUESTS : Unit.TOTAL_TOKENS;
      Limit limit = Limits.limit(unit, Limit.LARGEST, Duration.ofHours(hours), STRICT);
      claims.add(new Claim(limit, user));
    }
    return List.copyOf(claims);
  }

  private static void admitAndSettle(MemoryQuota quota, List<List<Claim>> claims) {
    UUID id = UUID.randomUUID();
    for (int i = 0; i < REQUESTS; i++) {
      var stage =
          quota.reserve(id, Limits.demand(100, 200), Claims.of(claims.get(i % claims.size())));
      Admitted admitted = (Admitted) stage.toCompletableFuture().join();
      quota.settle(admitted.reservation(), new Settled(100, 150));
    }
  }

  @Test
  void keepsACounterInFewBytes() {
    MemoryQuota quota = MemoryQuotas.on(System::nanoTime);
    Limit limit = Limits.limit(Unit.TOTAL_TOKENS, 1000, Duration.ofHours(1), STRICT);
    long before = liveBytes();
    for (int user = 0; user < COUNTERS; user++) {
      Claim claim = new Claim(limit, "user-" + user);
      var stage = quota.reserve(UUID.randomUUID(), Limits.demand(1, 1), Claims.of(List.of(claim)));
      Admitted admitted = (Admitted) stage.toCompletableFuture().join();
      quota.settle(admitted.reservation(), new Settled(1, 1));
    }
    long each = (liveBytes() - before) / COUNTERS;
    System.out.println("live counter: " + each + " bytes");
    assertThat(quota.size()).isEqualTo(COUNTERS);
    assertThat(each).isLessThan(400);
  }

  private static long cpuTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long liveBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
