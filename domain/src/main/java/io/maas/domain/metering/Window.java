package io.maas.domain.metering;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The time over which a [Limit] counts. Use belongs wholly to the window of its admission, however
/// late it settles.
public sealed interface Window {

  /// The longest window that the reference accepts.
  Duration LONGEST = Duration.ofDays(366);

  /// No window at all: what is counted is under way.
  WhileRunning WHILE_RUNNING = new WhileRunning();

  /// No shorter than the window can last; zero where there is none.
  Duration longest();

  /// A span of time that opens at its first admitted hold, measured on a monotonic ticker.
  ///
  /// @param length more than zero, at most 366 days
  record Rolling(Duration length) implements Window {
    public Rolling {
      if (!length.isPositive() || length.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "window: " + length + " (expected: > 0 and <= 366 days)");
      }
    }

    @Override
    public Duration longest() {
      return length;
    }

    /// The shortest form that [Window#parse] reads back: `120s` prints as `2m`.
    @Override
    public String toString() {
      long seconds = length.toSeconds();
      if (seconds % 3600 == 0) {
        return seconds / 3600 + "h";
      }
      return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
  }

  /// A day or a month of the calendar, by the clock on the wall.
  record Calendar(Period period, ZoneId zone) implements Window {

    /// How long it is.
    public enum Period {
      DAY(ChronoUnit.DAYS, Duration.ofHours(25)),
      MONTH(ChronoUnit.MONTHS, Duration.ofDays(31).plusHours(1));

      private final ChronoUnit unit;
      private final Duration longest;

      Period(ChronoUnit unit, Duration longest) {
        this.unit = unit;
        this.longest = longest;
      }
    }

    /// When the period that holds the moment began.
    public Instant start(Instant moment) {
      return startIn(moment).toInstant();
    }

    /// When the period that holds the moment ends, and the next begins.
    public Instant end(Instant moment) {
      return startIn(moment).plus(1, period.unit).toInstant();
    }

    private ZonedDateTime startIn(Instant moment) {
      ZonedDateTime day = moment.atZone(zone).truncatedTo(ChronoUnit.DAYS);
      return switch (period) {
        case DAY -> day;
        case MONTH -> day.withDayOfMonth(1);
      };
    }

    @Override
    public Duration longest() {
      return period.longest;
    }

    /// `day` or `month`, with the zone where it is not UTC.
    @Override
    public String toString() {
      String word =
          switch (period) {
            case DAY -> "day";
            case MONTH -> "month";
          };
      return zone.equals(ZoneOffset.UTC) ? word : word + "@" + zone;
    }
  }

  /// See [#WHILE_RUNNING].
  record WhileRunning() implements Window {
    @Override
    public Duration longest() {
      return Duration.ZERO;
    }

    @Override
    public String toString() {
      return "at once";
    }
  }

  /// A window that opens at the first hold.
  static Window rolling(Duration length) {
    return new Rolling(length);
  }

  /// Reads the reference's form, 1 to 9999 seconds, minutes or hours, such as `2m`; or `day` and
  /// `month`, in UTC or in the zone that follows an `@`.
  static Optional<Window> parse(String text) {
    Matcher matcher = Text.SPAN.matcher(text);
    return matcher.matches() ? span(matcher) : calendar(text);
  }

  private static Optional<Window> span(Matcher matcher) {
    long count = Long.parseLong(matcher.group(1));
    Duration length =
        switch (matcher.group(2)) {
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          default -> Duration.ofHours(count);
        };
    return length.compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(new Rolling(length));
  }

  private static Optional<Window> calendar(String text) {
    int at = text.indexOf('@');
    String word = at < 0 ? text : text.substring(0, at);
    Optional<Calendar.Period> period =
        switch (word) {
          case "day" -> Optional.of(Calendar.Period.DAY);
          case "month" -> Optional.of(Calendar.Period.MONTH);
          default -> Optional.empty();
        };
    try {
      ZoneId zone = at < 0 ? ZoneOffset.UTC : ZoneId.of(text.substring(at + 1)).normalized();
      return period.map(p -> new Calendar(p, zone));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// The pattern of spans; an interface has no private constants.
  final class Text {
    private static final Pattern SPAN = Pattern.compile("([1-9][0-9]{0,3})([smh])");

    private Text() {}
  }
}
