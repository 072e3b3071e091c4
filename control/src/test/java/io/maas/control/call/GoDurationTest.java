package io.maas.control.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {

  @ParameterizedTest
  @CsvSource({
    "30d,P30D",
    "1.5d,PT36H",
    "1h,PT1H",
    "2h30m,PT2H30M",
    "90s,PT1M30S",
    "1m30s,PT1M30S",
    "500ms,PT0.5S",
    "1us,PT0.000001S",
    "1µs,PT0.000001S",
    "7ns,PT0.000000007S",
    ".5h,PT30M",
    "0,PT0S",
    "-1h,PT-1H",
    "+1h,PT1H",
    "1.h,PT1H",
  })
  void readsWhatGoReadsAndDays(String text, Duration expected) {
    assertThat(GoDuration.parse(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1", "d", "1x", "1h ", " 1h", "1h1", "--1h", "1 h", "1H", "999999999999999d"})
  void readsNothingElse(String text) {
    assertThat(GoDuration.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PT10M,10m0s",
    "PT1H,1h0m0s",
    "PT4H,4h0m0s",
    "PT0S,0s",
    "PT1.5S,1.5s",
    "PT-1H,-1h0m0s",
    "P90D,2160h0m0s",
    "PT61S,1m1s",
  })
  void writesAsGoDoes(Duration duration, String expected) {
    assertThat(GoDuration.write(duration)).isEqualTo(expected);
  }
}
