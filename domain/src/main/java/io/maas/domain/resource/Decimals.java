package io.maas.domain.resource;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// Decimals of documents. Text is as good as a number, because readers of YAML and JSON make
/// floating point of the latter.
final class Decimals {

  /// More characters than any decimal that is meant has; what is longer is not even computed with.
  private static final int LONGEST = 40;

  private static final Pattern TEXT = Pattern.compile("[0-9]+(\\.[0-9]+)?");

  private Decimals() {}

  /// In units of the last place; empty if it is no decimal, or finer or larger than that can tell.
  static Optional<Long> read(Object value, int places) {
    String text =
        switch (value) {
          case String written when TEXT.matcher(written).matches() -> written;
          case Number number -> number.toString();
          default -> "";
        };
    if (text.isEmpty() || text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      BigDecimal decimal = new BigDecimal(text).stripTrailingZeros();
      // An exponent may be any number, and the digits that it stands for must not be written out.
      boolean told = decimal.scale() <= places && decimal.scale() >= -LONGEST;
      return told ? Optional.of(decimal.movePointRight(places).longValueExact()) : Optional.empty();
    } catch (ArithmeticException | NumberFormatException _) {
      return Optional.empty();
    }
  }

  static String range(int places, long min, long max) {
    return "a decimal from %s to %s with at most %d places"
        .formatted(plain(places, min), plain(places, max), places);
  }

  private static String plain(int places, long number) {
    return BigDecimal.valueOf(number, places).stripTrailingZeros().toPlainString();
  }
}
