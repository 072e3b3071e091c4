package io.maas.domain.ledger;

/// How many days the ledger keeps what; 0 for ever. Sums by day stay in any case.
///
/// @param records the records themselves
/// @param minutes the sums by minute
/// @param hours the sums by hour
public record Retention(int records, int minutes, int hours) {

  /// A quarter of records, a month of minutes, a year and a month of hours.
  public static final Retention DEFAULT = new Retention(90, 30, 400);

  /// What a gateway may have been away for: its journal must still find its days open.
  public static final int FEWEST_RECORD_DAYS = 7;

  private static final int MOST = 36_500;

  public Retention {
    if ((records != 0 && records < FEWEST_RECORD_DAYS) || records > MOST) {
      throw refusal("records", records, "0, or " + FEWEST_RECORD_DAYS + " to " + MOST + " days");
    }
    if (minutes < 0 || minutes > MOST) {
      throw refusal("minutes", minutes, "0 to " + MOST + " days");
    }
    if (hours < 0 || hours > MOST) {
      throw refusal("hours", hours, "0 to " + MOST + " days");
    }
  }

  private static IllegalArgumentException refusal(String what, int found, String expected) {
    return new IllegalArgumentException(
        "ledger " + what + ": " + found + " (expected: " + expected + ")");
  }
}
