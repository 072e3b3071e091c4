package io.maas.control.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How an engine is started: a program and its arguments, in which `{port}`, `{model}`, `{name}`,
/// `{namespace}` and `{uri}` stand for what differs. No shell reads it, and what a resource says is
/// always one argument, or a part of one.
///
/// @param words as they are written, the program first
public record EngineCommand(List<String> words) {

  /// For messages.
  public static final String EXPECTED =
      "a program and its arguments with {port}, and where needed {model}, {name}, {namespace} and"
          + " {uri}, such as llama-server --port {port} --alias {model}; quotes closed";

  private static final Pattern SLOT = Pattern.compile("\\{([a-z]+)}");
  private static final int LONGEST = 2048;
  private static final int LONGEST_SHOWN = 80;

  public EngineCommand {
    words = List.copyOf(words);
  }

  /// What stands for something else.
  private enum Slot {
    PORT,
    MODEL,
    NAME,
    NAMESPACE,
    URI;

    static Optional<Slot> of(String word) {
      for (Slot slot : values()) {
        if (slot.word().equals(word)) {
          return Optional.of(slot);
        }
      }
      return Optional.empty();
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A command line for one engine.
  sealed interface Line {
    /// It can be run.
    record Filled(List<String> words) implements Line {}

    /// A resource says what no argument may be.
    record Refused(String message) implements Line {}
  }

  /// Reads it; empty where it is none. Blanks part words, quotes of either kind keep them together,
  /// and nothing else has a meaning.
  public static Optional<EngineCommand> parse(String text) {
    return split(text).filter(EngineCommand::sound).map(EngineCommand::new);
  }

  private static Optional<List<String>> split(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean within = false;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c)) {
        return Optional.empty();
      } else if (quote != 0 ? c == quote : c == '\'' || c == '"') {
        quote = quote == 0 ? c : 0;
        within = true;
      } else if (c == ' ' && quote == 0) {
        if (within) {
          words.add(word.toString());
          word.setLength(0);
        }
        within = false;
      } else {
        word.append(c);
        within = true;
      }
    }
    if (within) {
      words.add(word.toString());
    }
    return quote == 0 ? Optional.of(words) : Optional.empty();
  }

  private static boolean sound(List<String> words) {
    return !words.isEmpty()
        && !words.getFirst().isEmpty()
        && !SLOT.matcher(words.getFirst()).find()
        && words.stream().anyMatch(word -> word.contains("{port}"))
        && words.stream()
            .flatMap(word -> SLOT.matcher(word).results())
            .allMatch(found -> Slot.of(found.group(1)).isPresent());
  }

  /// The command line of one engine at a port of this machine.
  Line of(Wanted wanted, int port) {
    Map<Slot, String> values =
        Map.of(
            Slot.PORT, Integer.toString(port),
            Slot.MODEL, wanted.model(),
            Slot.NAME, wanted.service().name(),
            Slot.NAMESPACE, wanted.service().namespace(),
            Slot.URI, wanted.uri());
    for (Slot slot : Slot.values()) {
      String value = values.getOrDefault(slot, "");
      if (uses(slot) && isHostile(value)) {
        return new Line.Refused(
            slot.word()
                + ": "
                + shown(value)
                + " (expected: 1 to "
                + LONGEST
                + " characters, none of them a control character, the first not '-')");
      }
    }
    return new Line.Filled(words.stream().map(word -> filled(word, values)).toList());
  }

  private boolean uses(Slot slot) {
    return words.stream().anyMatch(word -> word.contains("{" + slot.word() + "}"));
  }

  /// Whether a program could take it for something else than a value.
  private static boolean isHostile(String value) {
    return value.isEmpty()
        || value.length() > LONGEST
        || value.startsWith("-")
        || value.chars().anyMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029);
  }

  private static String shown(String value) {
    String cut = value.length() > LONGEST_SHOWN ? value.substring(0, LONGEST_SHOWN) + "…" : value;
    return cut.replaceAll("[\\p{Cntrl}\u2028\u2029]", "?");
  }

  /// What stands for something within a value is not looked for.
  private static String filled(String word, Map<Slot, String> values) {
    return SLOT.matcher(word)
        .replaceAll(found ->
            Matcher.quoteReplacement(
                Slot.of(found.group(1))
                    .map(slot -> values.getOrDefault(slot, ""))
                    .orElse(found.group())));
  }
}
