package io.maas.cli.usage;

import io.maas.cli.http.Control;
import io.maas.cli.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// A moment as people write it.
public final class Moment {
  /// What [#parse] reads.
  public static final String EXPECTED =
      "2026-11-21, 2026-11-21T08:00:00Z, or an age such as 90m or 7d";

  private static final Pattern AGE = Pattern.compile("([0-9]{1,6})([smhd])");

  private Moment() {}

  /// Reads a day (its first moment, UTC), a moment, or an age before now.
  public static Optional<Instant> parse(String text, Instant now) {
    Matcher age = AGE.matcher(text);
    if (age.matches()) {
      return Optional.of(now.minus(unit(age.group(2)).multipliedBy(Long.parseLong(age.group(1)))));
    }
    try {
      return Optional.of(
          text.contains("T")
              ? Instant.parse(text)
              : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  /// What a question says of a moment; empty where nobody names one.
  ///
  /// @param command what is misunderstood where it is none
  static String parameter(
      String name, @Nullable String text, Session session, CommandSpec command) {
    if (text == null) {
      return "";
    }
    return parse(text, session.shell().clock().instant())
        .map(moment -> "&" + name + "=" + Control.encoded(moment.toString()))
        .orElseThrow(() ->
            new ParameterException(
                command.commandLine(),
                "--" + name + ": " + text + " (expected: " + EXPECTED + ")"));
  }

  private static Duration unit(String letter) {
    return switch (letter) {
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      default -> Duration.ofDays(1);
    };
  }
}
