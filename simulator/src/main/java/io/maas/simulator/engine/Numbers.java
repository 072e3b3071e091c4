package io.maas.simulator.engine;

import java.util.regex.Pattern;

/// Numbers as text.
public final class Numbers {
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,9}");
  private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

  private Numbers() {}

  /// Reads a whole number.
  ///
  /// @throws IllegalArgumentException where it is no whole number; `what` says of what
  public static int whole(String what, String text) {
    return Integer.parseInt(checked(WHOLE, what, text, "a whole number"));
  }

  /// Reads a number of at least 0.
  ///
  /// @throws IllegalArgumentException where it is no number from 0 on; `what` says of what
  public static double decimal(String what, String text) {
    return Double.parseDouble(checked(DECIMAL, what, text, "a number such as 0.05"));
  }

  private static String checked(Pattern form, String what, String text, String expected) {
    if (!form.matcher(text).matches()) {
      throw new IllegalArgumentException("%s: %s (expected: %s)".formatted(what, text, expected));
    }
    return text;
  }
}
