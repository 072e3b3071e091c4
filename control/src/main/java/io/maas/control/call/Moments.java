package io.maas.control.call;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Moments as people write them into questions: ISO 8601 with an offset.
public final class Moments {

  /// What is read.
  public static final String EXPECTED = "a date and time such as 2026-01-31T12:00:00Z";

  // Beyond these a year has not four digits, and stores have their own ideas of it.
  private static final int FIRST_YEAR = 1;
  private static final int LAST_YEAR = 9999;

  private Moments() {}

  /// Reads one.
  public static Optional<Instant> parse(String text) {
    try {
      OffsetDateTime moment = OffsetDateTime.parse(text);
      return moment.getYear() >= FIRST_YEAR && moment.getYear() <= LAST_YEAR
          ? Optional.of(moment.toInstant())
          : Optional.empty();
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// A parameter of the query; null if it is missing, or none, which is then complained of.
  public static @Nullable Instant asked(Call call, String name, List<String> complaints) {
    String text = call.asked(name);
    Optional<Instant> moment = text == null ? Optional.empty() : parse(text);
    if (text != null && moment.isEmpty()) {
      complaints.add(name + ": " + text + " (expected: " + EXPECTED + ")");
    }
    return moment.orElse(null);
  }

  /// Complains of a stretch that ends before it begins.
  public static void expectOrder(
      @Nullable Instant from, @Nullable Instant to, List<String> complaints) {
    if (from != null && to != null && to.isBefore(from)) {
      complaints.add("to: " + to + " (expected: not before from, " + from + ")");
    }
  }
}
