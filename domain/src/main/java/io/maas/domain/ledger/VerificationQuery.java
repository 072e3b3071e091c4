package io.maas.domain.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which records to verify.
///
/// @param from only of this moment's day and later ones, in UTC
/// @param to only of days before this moment, a day that has begun included
/// @param after where the page before ended; null for the first
public record VerificationQuery(
    @Nullable Instant from, @Nullable Instant to, @Nullable Cursor after) {

  /// A place in the book.
  ///
  /// @param chain the chain's number in the database
  /// @param seq the record's number in the chain; 0 before the first
  public record Cursor(int chain, long seq) {

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,9}):([0-9]{1,18})");

    /// Reads what [#toString] wrote.
    public static Optional<Cursor> parse(String text) {
      Matcher matcher = TEXT.matcher(text);
      return matcher.matches()
          ? Optional.of(
              new Cursor(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2))))
          : Optional.empty();
    }

    @Override
    public String toString() {
      return chain + ":" + seq;
    }
  }
}
