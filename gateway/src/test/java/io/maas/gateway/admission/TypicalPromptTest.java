package io.maas.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.maas.protocol.request.PromptSize;
import org.junit.jupiter.api.Test;

class TypicalPromptTest {

  private static final double UNLEARNED = 0.25;

  private final TypicalPrompt typical = new TypicalPrompt();

  @Test
  void takesFourBytesForATokenBeforeItLearned() {
    assertThat(typical.perByte("m")).isEqualTo(UNLEARNED);
  }

  @Test
  void learnsTheRatioOfAModelAndOfNoOther() {
    learn(200, new PromptSize(1000, 0, 1, 0), 503);

    assertThat(typical.perByte("m")).isCloseTo(0.5, within(0.001));
    assertThat(typical.perByte("n")).isEqualTo(UNLEARNED);
  }

  @Test
  void aLongPromptTeachesMoreThanAShortOne() {
    for (int i = 0; i < 200; i++) {
      typical.learn("m", new PromptSize(5, 0, 1, 0), 40);
      typical.learn("m", new PromptSize(100_000, 0, 1, 0), 25_003);
    }

    assertThat(typical.perByte("m")).isCloseTo(0.25, within(0.001));
  }

  @Test
  void learnsNothingFromImagesAndFromWhatHasNoText() {
    learn(50, new PromptSize(1000, 0, 1, 1), 5000);
    learn(50, new PromptSize(0, 10, 1, 0), 5000);

    assertThat(typical.perByte("m")).isEqualTo(UNLEARNED);
  }

  @Test
  void aReportOfNothingIsNoLessThanNothing() {
    learn(500, new PromptSize(1000, 0, 1, 0), 0);

    assertThat(typical.perByte("m")).isBetween(0.0, 0.001);
  }

  @Test
  void remembersSoManyModelsAndNoMore() {
    for (int i = 0; i < 10_001; i++) {
      typical.learn("m" + i, new PromptSize(1000, 0, 1, 0), 503);
    }

    assertThat(typical.perByte("m9999")).isGreaterThan(UNLEARNED);
    assertThat(typical.perByte("m10000")).isEqualTo(UNLEARNED);
    typical.learn("m1", new PromptSize(1000, 0, 1, 0), 903);
    assertThat(typical.perByte("m1")).isGreaterThan(typical.perByte("m2"));
  }

  private void learn(int times, PromptSize size, long reported) {
    for (int i = 0; i < times; i++) {
      typical.learn("m", size, reported);
    }
  }
}
