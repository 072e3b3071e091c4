package io.maas.store.memory;

import static io.maas.domain.metering.Enforcement.STRICT;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Admission;
import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.History;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Scope;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Window;
import io.maas.testkit.metering.FakeClock;
import io.maas.testkit.metering.FakeTicker;
import io.maas.testkit.metering.Limits;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CalendarSweepTest {

  private static final int ENOUGH_TO_SWEEP_EVERYWHERE = 50_000;

  private final FakeTicker ticker = new FakeTicker();
  private final FakeClock clock = new FakeClock(ticker);
  private final MemoryQuota quota = new MemoryQuota(ticker, clock, History.NOTHING);
  private final Limit aDay =
      new Limit("day", Unit.REQUESTS, 1, Window.parse("day").orElseThrow(), Scope.USER, STRICT);
  private final Limit aMinute = Limits.strict(Unit.REQUESTS, 1);

  @Test
  void remembersADayWhileTheClockRunsAhead() {
    assertThat(reserve(aDay, "alice")).isInstanceOf(Admission.Admitted.class);

    clock.step(Duration.ofDays(1));
    openWindowsOfOthers();
    clock.step(Duration.ofDays(-1));

    assertThat(reserve(aDay, "alice")).isInstanceOf(Admission.Exhausted.class);
  }

  @Test
  void forgetsADayThatHasPassed() {
    reserve(aDay, "alice");
    int kept = quota.size();

    ticker.advance(Duration.ofDays(1));
    openWindowsOfOthers();

    assertThat(quota.size()).isEqualTo(kept - 1 + ENOUGH_TO_SWEEP_EVERYWHERE);
  }

  private void openWindowsOfOthers() {
    for (int i = 0; i < ENOUGH_TO_SWEEP_EVERYWHERE; i++) {
      reserve(aMinute, "user-" + i);
    }
  }

  private Admission reserve(Limit limit, String subject) {
    Claims claims = Claims.of(List.of(new Claim(limit, subject)));
    return quota
        .reserve(UUID.randomUUID(), Limits.demand(1, 1), claims)
        .toCompletableFuture()
        .join();
  }
}
