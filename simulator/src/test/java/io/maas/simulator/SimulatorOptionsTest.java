package io.maas.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maas.simulator.SimulatorOptions.Parsed.Misunderstood;
import io.maas.simulator.SimulatorOptions.Parsed.Understood;
import io.maas.simulator.engine.Tuning;
import io.maas.simulator.model.ServedModel;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatorOptionsTest {
  @Test
  void noFlagsAreTheDefaults() {
    assertThat(SimulatorOptions.parse(List.of()))
        .isEqualTo(new Understood(SimulatorOptions.defaults()));
    assertThat(SimulatorOptions.defaults().host()).isEqualTo("127.0.0.1");
  }

  @Test
  void readsModelsWithTheirAliasesAndEveryKindOfFlag() {
    var options =
        understood(
            "--port=0",
            "--model",
            "org/one,first,1st",
            "--model=two",
            "--time-to-first-token",
            "20ms",
            "--force-length",
            "--max-model-len",
            "77",
            "--no-book");

    assertThat(options.port()).isZero();
    assertThat(options.models())
        .containsExactly(ServedModel.named("org/one", "first", "1st"), ServedModel.named("two"));
    assertThat(options.tuning().pace().timeToFirstToken()).isEqualTo(Duration.ofMillis(20));
    assertThat(options.settings().forceLength()).isTrue();
    assertThat(options.settings().maxModelLen()).isEqualTo(77);
    assertThat(options.bookSize()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--port 99999|port: 99999 (expected: 0 to 65535)",
        "--port x|port: x (expected: a whole number)",
        "--port|--port: nothing after it (expected: a value)",
        "port 1|port: found (expected: a flag such as --port)",
        "--no-book=1|--no-book=1: found (expected: --no-book without a value)",
        "--model a --model b,a|model: a names a and b (expected: each name once)",
        "--max-model-len 0|max-model-len: 0 (expected: >= 1)",
        "--failure-drop-rate 7|failure-drop-rate: 7.0 (expected: 0 to 1)"
      })
  void saysWhatItDoesNotUnderstand(String args, String message) {
    assertThat(SimulatorOptions.parse(List.of(args.split(" ", -1))))
        .isEqualTo(new Misunderstood(message));
  }

  @Test
  void anUnknownFlagIsAnsweredWithTheKnownOnes() {
    assertThat(SimulatorOptions.parse(List.of("--speed", "1")))
        .isInstanceOfSatisfying(
            Misunderstood.class,
            it -> assertThat(it.message()).startsWith("--speed: unknown").contains("--port"));
  }

  @Test
  void everyFlagOfTheUsageIsUnderstoodAndItsDefaultIsTrue() {
    var line = Pattern.compile("(--[a-z-]+) ([A-Z][A-Z:.,\\[\\]]*)?\\s+(.+)");
    var documented = line.matcher(SimulatorOptions.usage()).results().toList();

    assertThat(documented).hasSameSizeAs(SimulatorOptions.usage().lines().toList());
    for (var flag : documented) {
      var value = Pattern.compile("\\(default ([^ :)]+)").matcher(flag.group(3));
      if (value.find()) {
        assertThat(understood(flag.group(1), value.group(1)))
            .as(flag.group(1))
            .isEqualTo(SimulatorOptions.defaults());
      }
    }
  }

  @Test
  void everythingThatCanBeTunedIsDocumented() {
    for (var name : Tuning.NAMES) {
      assertThat(SimulatorOptions.usage()).contains("--" + name + " ");
    }
  }

  @Test
  void oneNameCannotMeanTwoModels() {
    assertThatThrownBy(() ->
            SimulatorOptions.defaults()
                .withModels(ServedModel.named("a", "x"), ServedModel.named("b", "x")))
        .hasMessage("model: x names a and b (expected: each name once)");
  }

  private static SimulatorOptions understood(String... args) {
    return switch (SimulatorOptions.parse(List.of(args))) {
      case Understood(var options) -> options;
      case Misunderstood(var message) -> throw new AssertionError(message);
    };
  }
}
