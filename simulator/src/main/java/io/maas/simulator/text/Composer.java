package io.maas.simulator.text;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// Composes what a model says: always the same for the same question and seed.
///
/// A greeting gets a greeting, a short question a few sentences, a long one some paragraphs. Safe
/// for use by several threads.
public final class Composer {
  /// A word of at most 24 characters, without the punctuation around it.
  private static final Pattern WORD =
      Pattern.compile("[^\\s\\p{Punct}](\\S{0,22}[^\\s\\p{Punct}])?");

  private static final List<String> OPENINGS =
      List.of(
          "Here is what I can say",
          "A few words",
          "There is more than one answer",
          "This is what most people ask",
          "Let me begin with what is known");

  private final Tokenizer tokenizer;
  private final Grammar grammar;
  private final Greetings greetings;

  public Composer(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
    this.grammar = new Grammar(tokenizer);
    this.greetings = new Greetings(tokenizer);
  }

  /// Text of natural length, though at least `atLeast` tokens, cut at `atMost`.
  public Passage compose(String asked, long seed, int atLeast, int atMost) {
    var greeting = greetings.answer(asked, (int) seed);
    if (greeting.isPresent() && greeting.get().length() >= atLeast) {
      return greeting.get().first(atMost);
    }
    var random = new SplittableRandom(mix(asked, seed));
    var text = new ArrayList<Piece>(Math.min(Math.max(atLeast, 256), atMost) + 32);
    var opening = opening(asked, random);
    for (int i = 0; i < opening.length(); i++) {
      text.add(opening.piece(i));
    }
    write(text, random, naturalParagraphs(asked, random), atLeast, atMost);
    return new Passage(text.size() > atMost ? text.subList(0, atMost) : text);
  }

  private void write(
      List<Piece> text, RandomGenerator random, int paragraphs, int atLeast, int atMost) {
    boolean opens = false;
    for (int paragraph = 1; text.size() < atMost; paragraph++) {
      boolean last = paragraph >= paragraphs && text.size() >= atLeast;
      int sentences = random.nextInt(2, 5);
      for (int i = 1; i <= sentences && text.size() < atMost; i++) {
        boolean closes = i == sentences && !last;
        grammar.sentence(text, random, opens, closes);
        opens = closes;
      }
      if (last) {
        return;
      }
    }
  }

  private static int naturalParagraphs(String asked, RandomGenerator random) {
    return asked.length() < 80
        ? 1
        : asked.length() < 400 ? random.nextInt(1, 3) : random.nextInt(2, 5);
  }

  /// The first sentence takes up the question's longest word, so that an answer looks like one.
  private Passage opening(String asked, RandomGenerator random) {
    var topic = "";
    var words = WORD.matcher(asked).region(0, Math.min(asked.length(), 2_000));
    while (words.find()) {
      topic = words.group().length() >= topic.length() ? words.group() : topic;
    }
    var opening = OPENINGS.get(random.nextInt(OPENINGS.size()));
    return Passage.of(
        topic.isEmpty() ? opening + "." : opening + " about " + topic + ".", tokenizer);
  }

  private static long mix(String asked, long seed) {
    return seed * 0x9E3779B97F4A7C15L + asked.hashCode() * 31L + asked.length();
  }
}
