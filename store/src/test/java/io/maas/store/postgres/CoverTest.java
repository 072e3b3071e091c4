package io.maas.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.store.postgres.Cover.Span;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoverTest {

  private static List<String> cover(String from, String to, Grain coarsest, Horizon horizon) {
    return Cover.of(at(from), at(to), coarsest, horizon).stream().map(CoverTest::text).toList();
  }

  private static List<String> shortest(String from, String to, Grain coarsest, Horizon horizon) {
    return Cover.shortest(at(from), at(to), coarsest, horizon).stream()
        .map(span -> span.share() + " " + text(span))
        .toList();
  }

  private static Instant at(String text) {
    return switch (text) {
      case "ever" -> Instant.MIN;
      case "end" -> Instant.MAX;
      default -> Instant.parse("2026-03-" + text + "Z");
    };
  }

  private static String text(Span span) {
    return span.grain()
        + " "
        + span.from().toString().replaceFirst("^2026-03-", "")
        + " "
        + span.to().toString().replaceFirst("^2026-03-", "");
  }

  @Test
  void takesDaysOfAllTime() {
    assertThat(Cover.of(Instant.MIN, Instant.MAX, Grain.DAY, Horizon.WHOLE))
        .containsExactly(new Span(Grain.DAY, Instant.MIN, Instant.MAX));
  }

  @Test
  void takesAMomentFinerThanTheLedgerWritesThem() {
    assertThat(cover("01T10:20:30.123456789", "01T10:20:40.000000001", Grain.DAY, Horizon.WHOLE))
        .containsExactly("RECORD 01T10:20:30.123457Z 01T10:20:40.000001Z");
  }

  @Test
  void takesFinerOnesAtTheEdges() {
    assertThat(cover("01T10:20:30.5", "04T01:01:00", Grain.DAY, Horizon.WHOLE))
        .containsExactly(
            "RECORD 01T10:20:30.500Z 01T10:21:00Z",
            "MINUTE 01T10:21:00Z 01T11:00:00Z",
            "HOUR 01T11:00:00Z 02T00:00:00Z",
            "DAY 02T00:00:00Z 04T00:00:00Z",
            "HOUR 04T00:00:00Z 04T01:00:00Z",
            "MINUTE 04T01:00:00Z 04T01:01:00Z");
  }

  @Test
  void takesNothingCoarserThanWhatIsToldApart() {
    assertThat(cover("01T00:00:00", "03T00:00:00", Grain.HOUR, Horizon.WHOLE))
        .containsExactly("HOUR 01T00:00:00Z 03T00:00:00Z");
  }

  @Test
  void takesRecordsOfLessThanAMinute() {
    assertThat(cover("01T10:20:30", "01T10:20:40", Grain.DAY, Horizon.WHOLE))
        .containsExactly("RECORD 01T10:20:30Z 01T10:20:40Z");
  }

  @Test
  void takesNothingOfNoTime() {
    assertThat(cover("02T00:00:00", "01T00:00:00", Grain.DAY, Horizon.WHOLE)).isEmpty();
    assertThat(cover("end", "end", Grain.DAY, Horizon.WHOLE)).isEmpty();
  }

  @Test
  void takesWholeOnesWhereThePartsAreGone() {
    Horizon horizon = new Horizon(at("05T00:00:00"), at("03T00:00:00"), at("02T00:00:00"));

    assertThat(cover("01T10:00:00", "06T00:00:30", Grain.MINUTE, horizon))
        .containsExactly(
            "DAY 01T00:00:00Z 02T00:00:00Z",
            "HOUR 02T00:00:00Z 03T00:00:00Z",
            "MINUTE 03T00:00:00Z 05T00:00:00Z",
            "MINUTE 05T00:00:00Z 06T00:00:00Z",
            "RECORD 06T00:00:00Z 06T00:00:30Z");
    assertThat(cover("03T10:20:30", "end", Grain.DAY, horizon).getFirst())
        .isEqualTo("MINUTE 03T10:20:00Z 03T11:00:00Z");
  }

  @Test
  void takesAwayWhatIsShorterThanTheRest() {
    assertThat(shortest("01T10:20:30", "04T23:55:29", Grain.DAY, Horizon.WHOLE))
        .containsExactly(
            "REDUCED DAY 01T00:00:00Z 02T00:00:00Z",
            "ADDED DAY 02T00:00:00Z 04T00:00:00Z",
            "REDUCED DAY 04T00:00:00Z 05T00:00:00Z",
            "TAKEN HOUR 01T00:00:00Z 01T10:00:00Z",
            "TAKEN MINUTE 01T10:00:00Z 01T10:20:00Z",
            "TAKEN RECORD 01T10:20:00Z 01T10:20:30Z",
            "TAKEN RECORD 04T23:55:29Z 04T23:56:00Z",
            "TAKEN MINUTE 04T23:56:00Z 05T00:00:00Z");
  }

  @Test
  void addsAgainWhatItTookAwayTooMuchOf() {
    assertThat(shortest("01T03:50:00", "02T00:00:00", Grain.DAY, Horizon.WHOLE))
        .containsExactly(
            "REDUCED DAY 01T00:00:00Z 02T00:00:00Z",
            "TAKEN HOUR 01T00:00:00Z 01T04:00:00Z",
            "ADDED MINUTE 01T03:50:00Z 01T04:00:00Z");
  }

  @Test
  void takesAwayFromBothSidesOfOneDay() {
    assertThat(shortest("01T01:00:00", "01T23:00:00", Grain.DAY, Horizon.WHOLE))
        .containsExactly(
            "REDUCED DAY 01T00:00:00Z 02T00:00:00Z",
            "TAKEN HOUR 01T00:00:00Z 01T01:00:00Z",
            "TAKEN HOUR 01T23:00:00Z 02T00:00:00Z");
  }

  @Test
  void takesNothingAwayWherePartsAreGone() {
    Horizon horizon = new Horizon(at("09T00:00:00"), Instant.MIN, Instant.MIN);

    assertThat(shortest("01T00:00:00", "02T23:00:30", Grain.DAY, horizon))
        .containsExactly(
            "ADDED DAY 01T00:00:00Z 02T00:00:00Z",
            "ADDED HOUR 02T00:00:00Z 02T23:00:00Z",
            "ADDED MINUTE 02T23:00:00Z 02T23:01:00Z");
  }
}
