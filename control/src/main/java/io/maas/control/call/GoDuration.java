package io.maas.control.call;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as the reference's clients write them: Go's form, such as `2h30m`, and days, such as
/// `1.5d`.
public final class GoDuration {

  /// What [#read] takes, for people.
  public static final String EXPECTED =
      "a duration such as 30d, 12h or 2h30m, or a number of seconds";

  private static final Pattern PART =
      Pattern.compile("\\G([0-9]{1,15}(?:\\.[0-9]{0,9})?|\\.[0-9]{1,9})(ns|us|µs|ms|s|m|h|d)");
  private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000L);

  private GoDuration() {}

  /// Reads a text or a number of seconds; empty if it is neither, or beyond what time can hold.
  public static Optional<Duration> read(Object value) {
    return switch (value) {
      case String text -> parse(text);
      case Double number when !Double.isFinite(number) -> Optional.empty();
      case Number number -> ofNanos(new BigDecimal(number.toString()).multiply(NANOS_PER_SECOND));
      default -> Optional.empty();
    };
  }

  /// Reads a text. A sign may be in front, so that a negative one can be refused as what it is.
  public static Optional<Duration> parse(String text) {
    boolean negative = text.startsWith("-");
    String rest = negative || text.startsWith("+") ? text.substring(1) : text;
    if (rest.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher matcher = PART.matcher(rest);
    int end = 0;
    while (matcher.find()) {
      nanos = nanos.add(new BigDecimal(matcher.group(1)).multiply(nanosOf(matcher.group(2))));
      end = matcher.end();
    }
    return end == 0 || end != rest.length()
        ? Optional.empty()
        : ofNanos(negative ? nanos.negate() : nanos);
  }

  /// Writes as Go does: `10m0s`, `1h0m0s`.
  public static String write(Duration duration) {
    if (duration.isNegative()) {
      return "-" + write(duration.negated());
    }
    BigDecimal seconds =
        BigDecimal.valueOf(duration.toNanosPart(), 9)
            .add(BigDecimal.valueOf(duration.toSecondsPart()))
            .stripTrailingZeros();
    long minutes = duration.toMinutesPart();
    long hours = duration.toHours();
    String tail = seconds.toPlainString() + "s";
    if (hours > 0) {
      return String.format(Locale.ROOT, "%dh%dm%s", hours, minutes, tail);
    }
    return minutes > 0 ? minutes + "m" + tail : tail;
  }

  private static BigDecimal nanosOf(String unit) {
    return BigDecimal.valueOf(
        switch (unit) {
          case "ns" -> 1L;
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          case "m" -> Duration.ofMinutes(1).toNanos();
          case "h" -> Duration.ofHours(1).toNanos();
          case "d" -> Duration.ofDays(1).toNanos();
          default -> 1_000L;
        });
  }

  private static Optional<Duration> ofNanos(BigDecimal nanos) {
    try {
      return Optional.of(Duration.ofNanos(nanos.setScale(0, RoundingMode.DOWN).longValueExact()));
    } catch (ArithmeticException _) {
      return Optional.empty();
    }
  }
}
