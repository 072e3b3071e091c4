package io.maas.store.valkey;

import static io.maas.domain.metering.Unit.TOTAL_TOKENS;
import static io.maas.testkit.metering.Limits.alice;
import static io.maas.testkit.metering.Limits.demand;
import static io.maas.testkit.metering.Limits.strict;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Standing;
import io.maas.store.valkey.Lease.Step;
import io.maas.testkit.metering.FakeTicker;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Who asks for a block, who waits for it, and how large it should be.
class LeaseTest {

  private static final Claim TOKENS = alice(strict(TOTAL_TOKENS, 1_000_000));
  private static final Demand HUNDRED = demand(10, 90);

  private final FakeTicker ticker = new FakeTicker();
  private final Lease lease = new Lease(LeasingGateway.leased(TOKENS));

  private Step step(boolean mayWait) {
    return lease.step(HUNDRED, 1, ticker.getAsLong(), mayWait);
  }

  private long asks() {
    return ((Step.Ask) step(true)).wants()[0];
  }

  private void grant(long points) {
    Standing standing = new Standing(TOKENS.limit(), 0, points, Duration.ofMinutes(1));
    Answer.Held held = new Answer.Held(90, new long[] {points}, List.of(standing));
    Block block =
        new Block(UUID.randomUUID(), LeasingGateway.leased(TOKENS), 1, held, ticker.getAsLong());
    assertThat(lease.granted(block, HUNDRED, ticker.getAsLong())).isNotNull();
    lease.asked();
  }

  private void grantAndSpend(long points) {
    grant(points);
    for (long left = points - 100; left >= 100; left -= 100) {
      assertThat(step(true)).isInstanceOf(Step.Taken.class);
    }
  }

  @Test
  void asksForOneBlockAtATime() {
    assertThat(step(true)).isInstanceOf(Step.Ask.class);
    Step second = step(true);
    assertThat(((Step.Wait) second).asking()).isNotDone();
    assertThat(step(false)).isInstanceOf(Step.Alone.class);
    grant(200);
    assertThat(((Step.Wait) second).asking()).isDone();
    assertThat(step(false)).isInstanceOf(Step.Taken.class);
    assertThat(step(false)).isInstanceOf(Step.Ask.class);
  }

  @Test
  void letsNobodyWaitForBlocksWithoutRoomForAnother() {
    asks();
    grant(199);
    asks();
    assertThat(step(true)).isInstanceOf(Step.Alone.class);
    grant(200);
    step(true);
    asks();
    assertThat(step(true)).isInstanceOf(Step.Wait.class);
  }

  @Test
  void letsNobodyWaitForWhatWasRefused() {
    asks();
    lease.asked();
    asks();
    assertThat(step(true)).isInstanceOf(Step.Alone.class);
  }

  @Test
  void asksForTwiceAsMuchWhereABlockLastsAMoment() {
    assertThat(asks()).isEqualTo(400);
    grantAndSpend(400);
    assertThat(asks()).isEqualTo(800);
    grantAndSpend(800);
    ticker.advance(Duration.ofMillis(250));
    assertThat(asks()).isEqualTo(800);
    grantAndSpend(800);
    ticker.advance(Duration.ofMillis(2_001));
    assertThat(asks()).isEqualTo(400);
    grantAndSpend(400);
    ticker.advance(Duration.ofSeconds(9));
    assertThat(asks()).isEqualTo(400);
  }

  @Test
  void asksForHalfAsMuchWhereItGotLessAndForLittleWhereItWasRefused() {
    asks();
    grantAndSpend(400);
    asks();
    grantAndSpend(800);
    assertThat(asks()).isEqualTo(1_600);
    grantAndSpend(1_500);
    assertThat(asks()).isEqualTo(800);
    grantAndSpend(800);
    assertThat(asks()).isEqualTo(1_600);
    lease.asked();
    assertThat(asks()).isEqualTo(400);
  }

  @Test
  void asksForAsManyAsWaited() {
    asks();
    for (int i = 0; i < 20; i++) {
      step(true);
    }
    grantAndSpend(400);
    ticker.advance(Duration.ofMillis(250));
    assertThat(asks()).isEqualTo(2_100);
  }

  @Test
  void endsWhereNothingIsInUseAndNothingAskedFor() {
    asks();
    assertThat(lease.ends()).isFalse();
    grant(200);
    assertThat(lease.ends()).isFalse();
    ticker.advance(Duration.ofSeconds(1));
    assertThat(lease.idle(1, ticker.getAsLong())).isNotNull();
    assertThat(lease.ends()).isTrue();
    assertThat(step(true)).isInstanceOf(Step.Gone.class);
  }
}
