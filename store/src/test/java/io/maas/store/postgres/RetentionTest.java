package io.maas.store.postgres;

import static io.maas.testkit.metering.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maas.domain.ledger.Dropped;
import io.maas.domain.ledger.Retention;
import io.maas.domain.metering.Spent;
import io.maas.domain.metering.SpentQuery;
import io.maas.domain.metering.Usage;
import io.maas.domain.metering.UsageQuery;
import io.maas.domain.metering.UsageQuery.Group;
import io.maas.domain.metering.UsageRecord;
import io.maas.domain.metering.UsageRow;
import io.maas.store.postgres.embedded.EmbeddedPostgresExtension;
import io.maas.testkit.metering.Records;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedPostgresExtension.class)
class RetentionTest {

  private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);

  /// Three records on each of thirty days: at 12:00:00, at 12:00:30, at 12:30.
  private static final List<UsageRecord> RECORDS =
      IntStream.range(0, 90)
          .mapToObj(i ->
              Records.at(
                  NOON.plus(Duration.ofDays(i / 3)).plusSeconds(List.of(0, 30, 1800).get(i % 3)),
                  Usage.reported(1, 0)))
          .toList();

  private final PostgresDatabase database;
  private final Jdbi jdbi;
  private final PostgresBookkeeping books;

  RetentionTest(PostgresDatabase database, PostgresSettings settings) {
    this.database = database;
    this.jdbi = Jdbi.create(settings.jdbcUrl(), settings.user(), settings.password());
    this.books = new PostgresBookkeeping(jdbi, FixedSeal.fresh(), 100);
  }

  @BeforeEach
  void append() {
    database.ledger("one").append(RECORDS);
  }

  private Dropped drop(Retention retention) {
    return books.drop(retention, NOON.plus(Duration.ofDays(29)));
  }

  private List<UsageRow> usage(@Nullable Instant from, @Nullable Instant to, Group... groups) {
    return database
        .ledger("one")
        .usage(new UsageQuery("acme", null, from, to, List.of(groups), 1000));
  }

  private long requests(@Nullable Instant from, @Nullable Instant to) {
    return usage(from, to).getFirst().requests();
  }

  private long rows(String table) {
    return jdbi.withHandle(
        handle -> handle.createQuery("select count(*) from " + table).mapTo(long.class).one());
  }

  @Test
  void keepsWhatIsAskedToBeKept() {
    Dropped dropped = drop(new Retention(20, 10, 15));

    assertThat(dropped.records()).startsWith(FIRST).hasSize(9);
    assertThat(dropped.minutes()).startsWith(FIRST).hasSize(19);
    assertThat(dropped.hours()).isEqualTo(14);
    assertThat(rows("usage_records")).isEqualTo(21 * 3);
    assertThat(rows("usage_minutes")).isEqualTo(11 * 2);
    assertThat(rows("usage_hours")).isEqualTo(16);
    assertThat(rows("usage_days")).isEqualTo(30);
    assertThat(drop(new Retention(20, 10, 15)).isNothing()).isTrue();
  }

  @Test
  void keepsEverythingForEver() {
    assertThat(drop(new Retention(0, 0, 0)).isNothing()).isTrue();
    assertThat(rows("usage_records")).isEqualTo(90);
  }

  @Test
  void answersAsBeforeFromWhatIsKept() {
    Instant day25 = NOON.plus(Duration.ofDays(25));
    drop(new Retention(20, 10, 15));

    assertThat(requests(null, null)).isEqualTo(90);
    assertThat(requests(day25, null)).isEqualTo(15);
    assertThat(requests(day25.plusSeconds(1), day25.plusSeconds(31))).isEqualTo(1);
    assertThat(usage(null, null, Group.DAY)).hasSize(30);
  }

  @Test
  void countsWholeSpansWhereTheirPartsAreGone() {
    Instant halfPast = NOON.plusSeconds(10);
    drop(new Retention(20, 10, 15));

    assertThat(requests(halfPast, null)).isEqualTo(90);
    assertThat(requests(halfPast, NOON.plusSeconds(20))).isEqualTo(3);
    assertThat(requests(NOON.plus(Duration.ofDays(1)).minusSeconds(43_200), null)).isEqualTo(87);
  }

  @Test
  void takesRecordsForMinutesThatAreGone() {
    Instant day12 = NOON.plus(Duration.ofDays(12));
    drop(new Retention(20, 10, 25));

    assertThat(requests(day12.plusSeconds(1), day12.plusSeconds(31))).isEqualTo(1);
    assertThat(usage(day12, day12.plusSeconds(3600), Group.MINUTE)).hasSize(2);
  }

  @Test
  void showsSpansThatAreGoneAtTheStartOfTheirDays() {
    drop(new Retention(7, 10, 15));

    assertThat(usage(NOON.minusSeconds(60), NOON.plusSeconds(60), Group.MINUTE))
        .singleElement()
        .satisfies(row -> assertThat(row.keys()).containsExactly("2026-03-01T00:00:00Z"));
  }

  @Test
  void neverTellsLessThanWasSpent() {
    Instant after = NOON.plusSeconds(20);
    drop(new Retention(20, 10, 15));

    Spent spent = database.ledger("one").spent(SpentQuery.of("acme", after));

    assertThat(spent.requests()).isEqualTo(90);
    assertThat(spent.first()).contains(after);
  }

  @Test
  void refusesARecordOfADayThatIsGone() {
    drop(new Retention(20, 10, 15));

    assertThatThrownBy(() -> database.ledger("one").append(RECORDS.subList(0, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("id: .* is of a day whose records were dropped .*2026-03-10T.*");
    assertThat(requests(null, null)).isEqualTo(90);
  }

  @Test
  void opensADayAgainForAGatewayThatKnewItsPart() {
    var gateway = database.ledger("two");
    gateway.append(List.of(Records.at(NOON.plus(Duration.ofDays(40)), Usage.reported(1, 0))));
    jdbi.useHandle(handle -> handle.execute("drop table usage_records_20260410"));

    gateway.append(List.of(Records.at(NOON.plus(Duration.ofDays(40)), Usage.reported(1, 0))));

    assertThat(rows("usage_records_20260410")).isEqualTo(1);
  }

  @Test
  void opensDaysAhead() {
    books.openDays(NOON.plus(Duration.ofDays(100)), 2);

    assertThat(rows("usage_records_20260609") + rows("usage_minutes_20260611")).isZero();
  }
}
