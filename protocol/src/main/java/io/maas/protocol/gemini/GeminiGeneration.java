package io.maas.protocol.gemini;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which generation a model is of, as far as its name tells: each wants to be told differently how
/// much it shall think.
///
/// @param major 0 if the name does not tell
/// @param minor 0 if the name does not tell
/// @param pro whether it is of the largest size, which cannot be kept from thinking
record GeminiGeneration(int major, int minor, boolean pro) {

  private static final Pattern NAME = Pattern.compile("gemini-(\\d{1,3})(?:\\.(\\d{1,3}))?");

  static GeminiGeneration of(String model) {
    Matcher name = NAME.matcher(model);
    if (!name.find()) {
      return new GeminiGeneration(0, 0, false);
    }
    String minor = name.group(2);
    return new GeminiGeneration(
        Integer.parseInt(name.group(1)),
        minor == null ? 0 : Integer.parseInt(minor),
        model.contains("-pro"));
  }

  /// Whether it refuses a call in the history that bears no signature, is told levels of thinking,
  /// and reads pictures within results of tools.
  boolean isThirdOrLater() {
    return major >= 3;
  }

  /// Whether it thinks and is told how many tokens.
  boolean hasBudget() {
    return major == 2 && minor >= 5;
  }
}
