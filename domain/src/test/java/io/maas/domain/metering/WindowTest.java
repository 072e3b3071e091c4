package io.maas.domain.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {

  @ParameterizedTest
  @CsvSource({
    "1s,PT1S,1s",
    "9999s,PT9999S,9999s",
    "2m,PT2M,2m",
    "120s,PT2M,2m",
    "60m,PT1H,1h",
    "24h,PT24H,24h",
    "8784h,PT8784H,8784h",
  })
  void readsTheReferencesFormAndPrintsTheShortest(String text, Duration length, String shortest) {
    Window window = Window.parse(text).orElseThrow();

    assertThat(window.longest()).isEqualTo(length);
    assertThat(window).hasToString(shortest);
    assertThat(Window.parse(shortest)).contains(window);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "m", "5", "0m", "01m", "10000s", "1d", "1w", "-1m", "1.5h", "1 m", " 1m", "1m ", "1M",
        "8785h", "1m\n", "\u0661m",
      })
  void refusesEverythingElse(String text) {
    assertThat(Window.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "day,day,2026-03-28T23:00:00Z,2026-03-28T00:00:00Z,2026-03-29T00:00:00Z",
    "month,month,2026-02-28T23:00:00Z,2026-02-01T00:00:00Z,2026-03-01T00:00:00Z",
    "day@Z,day,2026-03-28T23:00:00Z,2026-03-28T00:00:00Z,2026-03-29T00:00:00Z",
    "day@Europe/Berlin,day@Europe/Berlin,2026-03-29T12:00:00Z,2026-03-28T23:00:00Z,2026-03-29T22:00:00Z",
    "month@Asia/Tokyo,month@Asia/Tokyo,2026-03-31T16:00:00Z,2026-03-31T15:00:00Z,2026-04-30T15:00:00Z",
  })
  void knowsDaysAndMonthsOfAZone(
      String text, String shown, Instant moment, Instant start, Instant end) {
    Window window = Window.parse(text).orElseThrow();

    assertThat(window).hasToString(shown).isInstanceOf(Window.Calendar.class);
    assertThat(((Window.Calendar) window).start(moment)).isEqualTo(start);
    assertThat(((Window.Calendar) window).end(moment)).isEqualTo(end);
    assertThat(Duration.between(start, end)).isLessThanOrEqualTo(window.longest());
    assertThat(Window.parse(shown)).contains(window);
  }

  @ParameterizedTest
  @ValueSource(strings = {"week", "day@", "day@Nowhere/City", "month@", "1m@Europe/Berlin", "Day"})
  void refusesCalendarsThatNobodyHas(String text) {
    assertThat(Window.parse(text)).isEmpty();
  }

  @Test
  void isMoreThanNothingAndAtMostAYear() {
    assertThatThrownBy(() -> Window.rolling(Duration.ZERO))
        .hasMessage("window: PT0S (expected: > 0 and <= 366 days)");
    assertThatThrownBy(() -> Window.rolling(Duration.ofDays(366).plusNanos(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
