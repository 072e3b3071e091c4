package io.maas.simulator.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Short answers to greetings, so that a hello costs as little as it does between people.
///
/// Every answer to a bare greeting has 8 tokens, and every answer to one that asks for the name has
/// 5: with the template, `Hello` costs 14 in all and `Hello! What is your name?` 17.
final class Greetings {
  private static final Pattern GREETING =
      Pattern.compile(
          "(?<hello>(hello|hi|hey|good (morning|day|evening|afternoon)|greetings)( there)?\\W*)?"
              + "(?<name>(what('s| is) your name|who are you)\\W*)?");
  private static final List<String> WELCOMES =
      List.of("Hello! How can I help you?", "Hi! How can I help you?", "Hey! How can I help you?");
  private static final List<String> NAMES = List.of("My name is Sim.", "I am called Sim.");

  private final List<Passage> welcomes;
  private final List<Passage> names;

  Greetings(Tokenizer tokenizer) {
    welcomes = WELCOMES.stream().map(text -> Passage.of(text, tokenizer)).toList();
    names = NAMES.stream().map(text -> Passage.of(text, tokenizer)).toList();
  }

  /// The answer, where what was asked is a greeting.
  Optional<Passage> answer(String asked, int choice) {
    if (asked.length() > 48) {
      return Optional.empty();
    }
    var matcher = GREETING.matcher(asked.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    boolean asksForName = matcher.group("name") != null;
    if (!asksForName && matcher.group("hello") == null) {
      return Optional.empty(); // nothing was said at all
    }
    var answers = asksForName ? names : welcomes;
    return Optional.of(answers.get(Math.floorMod(choice, answers.size())));
  }
}
