package io.maas.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TuningTest {
  @Test
  void everyValueIsReadBackFromHowItIsShown() {
    var tuning =
        new Tuning(
            new Pace(Duration.ofMillis(20), Duration.ofNanos(1_500)),
            new Slots(3, 4),
            new FailureRates(503, 0.25, 0.125, 0.0625, 0.5, 0.03));
    var copy = Tuning.DEFAULTS;

    for (var value : tuning.values().entrySet()) {
      copy = copy.with(value.getKey(), value.getValue());
    }

    assertThat(copy).isEqualTo(tuning);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "time-to-first-token|fast|time-to-first-token: fast (expected: a duration such as 20ms, 1.5s or 0)",
        "inter-token-latency|25h|inter-token-latency: PT25H (expected: 0 to 24h)",
        "max-num-seqs|0|max-num-seqs: 0 (expected: >= 1)",
        "max-waiting-queue-length|-1|max-waiting-queue-length: -1 (expected: >= 0)",
        "failure-status|500|failure-status: 500 (expected: a status and its rate, such as 500:0.05)",
        "failure-status|200:1|status: 200 (expected: 400 to 599)",
        "failure-drop-rate|NaN|failure-drop-rate: NaN (expected: a number such as 0.05)",
        "failure-stall-rate|2|failure-stall-rate: 2.0 (expected: 0 to 1)"
      })
  void saysWhatWasFoundAndWhatWasExpected(String name, String value, String message) {
    assertThatThrownBy(() -> Tuning.DEFAULTS.with(name, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({"0,0", "20ms,20000000", "1.5s,1500000000", "7us,7000", "3ns,3", "2m,120000000000"})
  void readsDurations(String text, long nanos) {
    assertThat(DurationText.parse("wait", text)).isEqualTo(Duration.ofNanos(nanos));
  }

  @Test
  void failuresComeAsOftenAsTheirRateSays() {
    var rates = new FailureRates(500, 0.1, 0.1, 0.1, 0.1, 0.1);
    var random = new SplittableRandom(1);
    int none = 0;
    int drops = 0;

    for (int i = 0; i < 10_000; i++) {
      var drawn = rates.draw(random);
      none += drawn instanceof Failure.None ? 1 : 0;
      drops += drawn instanceof Failure.Drop ? 1 : 0;
    }

    assertThat(none).isBetween(4_700, 5_300);
    assertThat(drops).isBetween(850, 1_150);
  }

  @Test
  void ratesThatLeaveNothingToSucceedAreNotMoreThanAll() {
    assertThatThrownBy(() -> new FailureRates(500, 0.6, 0.6, 0, 0, 0))
        .hasMessageContaining("1.2 (expected: 0 to 1)");
  }
}
