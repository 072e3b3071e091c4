package io.maas.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LastMinuteTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long MINUTE = 60 * SECOND;

  private long now = -7 * SECOND / 2; // a ticker may begin anywhere
  private final LastMinute minute = new LastMinute(100, now);

  private boolean take(long amount) {
    return minute.take(amount, now);
  }

  @Test
  void givesAsMuchAsThereIsAndNoMore() {
    assertThat(take(60)).isTrue();
    assertThat(take(41)).isFalse();
    assertThat(take(40)).isTrue();
    assertThat(take(1)).isFalse();
  }

  @Test
  void givesItAgainAMinuteLaterAndASecondAtMost() {
    take(100);

    now += MINUTE - 1;
    assertThat(take(1)).isFalse();
    now += SECOND + 1;
    assertThat(take(100)).isTrue();
  }

  @Test
  void saysHowLongToWait() {
    take(70);
    now += 10 * SECOND;
    take(30);

    Duration forFew = minute.wait(50, now);
    Duration forAll = minute.wait(100, now);

    assertThat(forFew).isBetween(Duration.ofSeconds(49), Duration.ofSeconds(51));
    assertThat(forAll).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(61));
    now += forFew.toNanos() - 1;
    assertThat(take(50)).isFalse();
    now += 1;
    assertThat(minute.wait(50, now)).isZero();
    assertThat(take(50)).isTrue();
  }

  @Test
  void letsThroughAloneWhatIsMoreThanAWholeMinutes() {
    assertThat(take(500)).isTrue();
    assertThat(take(1)).isFalse();
  }

  @Test
  void isCorrectedWhereItWasTaken() {
    long at = now;
    take(100);
    now += 30 * SECOND;
    minute.correct(-90, at, now);

    assertThat(take(90)).isTrue();
    now += 31 * SECOND; // the first 10 are gone, the 90 are not
    assertThat(take(11)).isFalse();
    assertThat(take(10)).isTrue();
  }

  @Test
  void forgetsACorrectionThatComesTooLate() {
    long at = now;
    take(100);
    now += 2 * MINUTE;
    minute.correct(-90, at, now);

    assertThat(take(100)).isTrue();
    assertThat(take(1)).isFalse();
  }

  @Test
  void neverGivesMoreInAnyMinuteWhateverIsAsked() {
    Random random = new Random(3);
    Deque<long[]> given = new ArrayDeque<>();
    long sum = 0;
    long most = 0;
    for (int i = 0; i < 100_000; i++) {
      now += random.nextLong(2 * SECOND);
      long amount = 1 + random.nextLong(20);
      while (!given.isEmpty() && now - given.peek()[0] >= MINUTE) {
        sum -= given.remove()[1];
      }
      if (take(amount)) {
        given.add(new long[] {now, amount});
        sum += amount;
      }
      most = Math.max(most, sum);
    }

    assertThat(most).isBetween(95L, 100L);
  }
}
