package io.maas.domain.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
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

    assertThat(window.length()).isEqualTo(length);
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

  @Test
  void isMoreThanNothingAndAtMostAYear() {
    assertThatThrownBy(() -> new Window(Duration.ZERO))
        .hasMessage("window: PT0S (expected: > 0 and <= 366 days)");
    assertThatThrownBy(() -> new Window(Duration.ofDays(366).plusNanos(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
