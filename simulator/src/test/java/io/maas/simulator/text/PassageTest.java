package io.maas.simulator.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassageTest {
  private static final Tokenizer TOKENIZER = Tokenizer.cl100k();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "größe",
        "🦜🦜",
        "日本語のテキスト",
        "a\u0301\u0302",
        "\u0000\"\\\n",
        "x 👩‍👩‍👧 y"
      })
  void hasOnePieceForEachTokenAndLosesNothing(String text) {
    var passage = Passage.of(text, TOKENIZER);

    assertThat(passage.length()).isEqualTo(TOKENIZER.count(text));
    assertThat(passage.text()).isEqualTo(text);
  }

  @Test
  void aCharacterOfSeveralTokensIsSaidByTheLastOfThem() {
    var parrot = Passage.of("🦜", TOKENIZER);

    assertThat(parrot.length()).isEqualTo(3);
    assertThat(texts(parrot)).containsExactly("", "", "🦜");
  }

  @Test
  void halfACharacterIsAQuestionMark() {
    assertThat(Passage.of("a\uD83Db", TOKENIZER).text()).isEqualTo("a?b");
  }

  @Test
  void aCharacterThatIsCutOffIsNotSaid() {
    assertThat(Passage.of("🦜", TOKENIZER).first(2).text()).isEmpty();
  }

  @Test
  void whatAStopSequenceLeavesHasItsTokensStill() {
    var passage = Passage.of("one two three", TOKENIZER).saying(6);

    assertThat(passage.length()).isEqualTo(3);
    assertThat(texts(passage)).containsExactly("one", " tw", "");
  }

  @Test
  void theSentencesOfTheGrammarAreTokenizedAsTheWholeTextWouldBe() {
    var grammar = new Grammar(TOKENIZER);
    for (int seed = 0; seed < 300; seed++) {
      var random = new SplittableRandom(seed);
      var pieces = new ArrayList<Piece>();
      grammar.sentence(pieces, random, true, seed % 2 == 0);
      grammar.sentence(pieces, random, seed % 2 == 0, false);
      grammar.sentence(pieces, random, false, false);

      var text = new Passage(pieces).text();

      assertThat(texts(new Passage(pieces))).isEqualTo(texts(Passage.of(text, TOKENIZER)));
    }
  }

  private static List<String> texts(Passage passage) {
    var texts = new ArrayList<String>();
    for (int i = 0; i < passage.length(); i++) {
      texts.add(passage.piece(i).text());
    }
    return texts;
  }
}
