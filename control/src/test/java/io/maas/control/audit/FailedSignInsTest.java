package io.maas.control.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.audit.FailedSignIns.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FailedSignInsTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private final FailedSignIns failed = new FailedSignIns();

  private List<Long> told(int times, String kind, Instant now) {
    return IntStream.range(0, times)
        .mapToObj(_ -> failed.count(kind, now))
        .flatMap(Optional::stream)
        .map(Line::failures)
        .toList();
  }

  @Test
  void tellsOfAThousandInTenLines() {
    assertThat(told(1000, "ada", NOON))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L);
  }

  @Test
  void beginsAnewAfterAnHour() {
    told(7, "ada", NOON);

    assertThat(told(1, "ada", NOON.plus(Duration.ofMinutes(59)))).containsExactly(8L);
    assertThat(failed.count("ada", NOON.plus(Duration.ofHours(1))))
        .hasValue(new Line(1, NOON.plus(Duration.ofHours(1)), 0));
  }

  @Test
  void tellsOfManyNamesNoMoreThanAMinuteTakesAndHowManyWereLeftOut() {
    long lines = IntStream.range(0, 1000).mapToLong(i -> told(1, "name " + i, NOON).size()).sum();
    Instant next = NOON.plusSeconds(60);

    assertThat(lines).isEqualTo(FailedSignIns.MOST);
    assertThat(failed.count("another", next))
        .hasValue(new Line(1, next, 1000 - FailedSignIns.MOST));
    assertThat(failed.count("yet another", next).orElseThrow().leftOut()).isZero();
  }
}
