package io.maas.domain.metering;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A span of time over which a [Limit] counts. It opens at its first admitted hold and lasts
/// [#length()], measured on a monotonic ticker; use belongs to the window of its admission.
///
/// @param length more than zero, at most 366 days
public record Window(Duration length) {

  /// The longest window that the reference accepts.
  public static final Duration LONGEST = Duration.ofDays(366);

  private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,3})([smh])");

  public Window {
    if (!length.isPositive() || length.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("window: " + length + " (expected: > 0 and <= 366 days)");
    }
  }

  /// Reads the reference's form: 1 to 9999 seconds, minutes or hours, such as `2m`.
  public static Optional<Window> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(matcher.group(1));
    Duration length =
        switch (matcher.group(2)) {
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          default -> Duration.ofHours(count);
        };
    return length.compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(new Window(length));
  }

  /// The shortest form that [#parse] reads back: `120s` prints as `2m`.
  @Override
  public String toString() {
    long seconds = length.toSeconds();
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
