package io.maas.store.memory;

import static io.maas.domain.metering.Unit.OUTPUT_TOKENS;
import static io.maas.domain.metering.Unit.REQUESTS;
import static io.maas.domain.metering.Unit.TOTAL_TOKENS;
import static io.maas.testkit.metering.Limits.alice;
import static io.maas.testkit.metering.Limits.demand;
import static io.maas.testkit.metering.Limits.limit;
import static io.maas.testkit.metering.Limits.settling;
import static io.maas.testkit.metering.Limits.strict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.maas.domain.metering.Admission.Admitted;
import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.History;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Quota;
import io.maas.domain.metering.Reservation;
import io.maas.domain.metering.Settlement.Settled;
import io.maas.testkit.metering.QuotaContract;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class MemoryQuotaTest extends QuotaContract {

  private final MemoryQuota memory = MemoryQuotas.on(ticker);

  @Override
  protected Quota quota(LongSupplier ticker, InstantSource clock, History history) {
    return new MemoryQuota(ticker, clock, history);
  }

  @Test
  void answersBeforeItReturns() {
    assertThat(memory.reserve(UUID.randomUUID(), demand(1, 1), Claims.NONE).toCompletableFuture())
        .isDone();
  }

  @Test
  void countsTokensBeyondAStrictHoldOnce() {
    Limit total = strict(TOTAL_TOKENS, 100);
    Limit output = strict(OUTPUT_TOKENS, 100);
    Limit loose = settling(TOTAL_TOKENS, 100);
    Reservation reservation = reserve(alice(total), alice(output), alice(loose));
    memory.settle(reservation, new Settled(10, 13));
    memory.settle(reservation, new Settled(10, 13));
    assertThat(memory.tokensBeyondHolds()).isEqualTo(3);
  }

  @Test
  void refusesToCountARequestTwiceOnOneCounter() {
    Limit one = strict(REQUESTS, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> reserve(alice(one), alice(one)))
        .withMessageContaining("expected: each counter once");
  }

  @Test
  void forgetsWindowsThatAreOver() {
    Limit one = limit(REQUESTS, 1, Duration.ofSeconds(1), Enforcement.STRICT);
    int most = 0;
    for (int second = 0; second < 20; second++) {
      for (int user = 0; user < 20_000; user++) {
        reserve(new Claim(one, "user-" + second + "-" + user));
      }
      most = Math.max(most, memory.size());
      ticker.advance(Duration.ofSeconds(1));
    }
    assertThat(most).isLessThan(3 * 20_000);
  }

  @Test
  void forgetsThemAlsoWhenOnlyFewUsersAreLeft() {
    Limit one = strict(REQUESTS, 1);
    for (int user = 0; user < 100_000; user++) {
      reserve(new Claim(one, "user-" + user));
    }
    for (int minute = 0; minute < 64; minute++) {
      ticker.advance(Duration.ofMinutes(1));
      for (int user = 0; user < 10; user++) {
        reserve(new Claim(one, "late-" + user));
      }
    }
    assertThat(memory.size()).isLessThan(600);
  }

  private Reservation reserve(Claim... claims) {
    var admission = memory.reserve(UUID.randomUUID(), demand(10, 10), Claims.of(List.of(claims)));
    return ((Admitted) admission.toCompletableFuture().join()).reservation();
  }
}
