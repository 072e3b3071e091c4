package io.maas.simulator.engine;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;

/// Durations as people write them: `20ms`, `1.5s`, `0`.
public final class DurationText {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ns|us|ms|s|m|h)|0");

  private DurationText() {}

  /// Reads a duration.
  ///
  /// @throws IllegalArgumentException where it is none; `what` says of what
  public static Duration parse(String what, String text) {
    var form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "%s: %s (expected: a duration such as 20ms, 1.5s or 0)".formatted(what, text));
    }
    if (form.group(1) == null) {
      return Duration.ZERO;
    }
    long unit =
        switch (form.group(2)) {
          case "ns" -> 1L;
          case "us" -> 1_000L;
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          case "m" -> 60_000_000_000L;
          default -> 3_600_000_000_000L;
        };
    return Duration.ofNanos(
        new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(unit)).longValue());
  }

  /// The shortest form that [#parse] reads back.
  public static String of(Duration duration) {
    long nanos = duration.toNanos();
    if (nanos % 1_000_000_000L == 0) {
      return nanos / 1_000_000_000L + "s";
    }
    if (nanos % 1_000_000L == 0) {
      return nanos / 1_000_000L + "ms";
    }
    return nanos % 1_000L == 0 ? nanos / 1_000L + "us" : nanos + "ns";
  }
}
