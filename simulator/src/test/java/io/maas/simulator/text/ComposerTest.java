package io.maas.simulator.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComposerTest {
  private static final int PLENTY = 100_000;

  private final Composer composer = new Composer(Tokenizer.cl100k());

  @Test
  void aShorterLimitCutsTheSameText() {
    var whole = composer.compose("What should we do?", 3, 0, PLENTY);

    var cut = composer.compose("What should we do?", 3, 0, 10);

    assertThat(cut.length()).isEqualTo(10);
    assertThat(whole.text()).startsWith(cut.text());
  }

  @Test
  void writesOnAsLongAsItMust() {
    var text = composer.compose("Hello", 0, 5_000, PLENTY);

    assertThat(text.length()).isBetween(5_000, 5_300);
  }

  @Test
  void takesUpTheTopicOfTheQuestion() {
    assertThat(composer.compose("How does photosynthesis work?", 0, 0, PLENTY).text())
        .contains("photosynthesis");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?!", "\n", "    ", "\uD800"})
  void hasSomethingToSayAboutNothing(String asked) {
    assertThat(composer.compose(asked, 0, 0, PLENTY).length()).isGreaterThan(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Hello world, please sort this list", "This is hi-fi", "hellohello"})
  void doesNotTakeEverythingForAGreeting(String asked) {
    assertThat(composer.compose(asked, 0, 0, PLENTY).length()).isGreaterThan(8);
  }
}
