package io.maas.gateway.cache;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// What a client wants of answers that were given before, as its `Cache-Control` says.
///
/// @param looks whether it takes one
/// @param keeps whether others may have its own
/// @param oldest how old one may be
record CacheControl(boolean looks, boolean keeps, Duration oldest) {

  private static final String MAX_AGE = "max-age=";
  private static final Duration ANY = Duration.ofSeconds(Long.MAX_VALUE);
  private static final int MOST_DIGITS = 9;

  /// @param values of all headers of that name
  static CacheControl of(List<String> values) {
    boolean looks = true;
    boolean keeps = true;
    Duration oldest = ANY;
    for (String directive : String.join(",", values).toLowerCase(Locale.ROOT).split(",", -1)) {
      String word = directive.strip();
      if (word.equals("no-store")) {
        looks = false;
        keeps = false;
      } else if (word.equals("no-cache")) {
        looks = false;
      } else if (word.startsWith(MAX_AGE)) {
        oldest = seconds(word.substring(MAX_AGE.length()));
      }
    }
    return new CacheControl(looks && oldest.isPositive(), keeps, oldest);
  }

  /// What cannot be read is taken for none, as the standard has it.
  private static Duration seconds(String text) {
    String digits = text.replace("\"", "");
    return digits.matches("[0-9]{1," + MOST_DIGITS + "}")
        ? Duration.ofSeconds(Long.parseLong(digits))
        : Duration.ZERO;
  }
}
