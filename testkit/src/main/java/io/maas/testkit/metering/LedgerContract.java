package io.maas.testkit.metering;

import static io.maas.testkit.metering.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.BillingRate;
import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Media;
import io.maas.domain.metering.Money;
import io.maas.domain.metering.Outcome.Charged;
import io.maas.domain.metering.SpentQuery;
import io.maas.domain.metering.SpentSum;
import io.maas.domain.metering.Usage;
import io.maas.domain.metering.UsageQuery;
import io.maas.domain.metering.UsageQuery.Group;
import io.maas.domain.metering.UsageRecord;
import io.maas.domain.metering.UsageRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every ledger must do.
public abstract class LedgerContract extends LedgerStretchContract {

  private List<UsageRow> usage(Group... groups) {
    return ledger().usage(new UsageQuery("acme", null, null, null, List.of(groups), 100));
  }

  private static UsageRow row(List<@Nullable String> keys, long requests, long input, long output) {
    return new UsageRow(keys, requests, input, 0, output, 0, 0, 0);
  }

  private static List<@Nullable String> keys(@Nullable String... keys) {
    List<@Nullable String> list = new ArrayList<>();
    for (@Nullable String key : keys) {
      list.add(key);
    }
    return list;
  }

  @Test
  void addsUpNothingToOneRowOfZeros() {
    assertThat(usage()).containsExactly(row(keys(), 0, 0, 0));
    assertThat(usage(Group.USER)).isEmpty();
  }

  @Test
  void countsARecordOnceHoweverOftenItComes() {
    UsageRecord one = Records.of("ada", "llm/granite", Usage.reported(10, 5));
    UsageRecord two = Records.of("ada", "llm/granite", Usage.reported(20, 6));
    ledger().append(List.of(one, one));

    ledger().append(List.of(two, one));
    ledger().append(List.of(one));
    ledger().append(List.of());

    assertThat(usage()).containsExactly(row(keys(), 2, 30, 11));
  }

  @Test
  void countsOnceWhatManyAppendAtOnceInAnyOrder() {
    List<UsageRecord> records =
        IntStream.range(0, 200)
            .mapToObj(i -> Records.of("ada", "llm/granite", Usage.reported(1, i)))
            .toList();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 8)
          .mapToObj(i -> i % 2 == 0 ? records : records.reversed())
          .map(batch -> threads.submit(() -> ledger().append(batch)))
          .toList()
          .forEach(appended -> assertThat(appended).succeedsWithin(Duration.ofSeconds(30)));
    }

    assertThat(usage()).containsExactly(row(keys(), 200, 200, 199 * 100));
  }

  @Test
  void takesEveryFieldAndAnyText() {
    ledger().append(List.of(Records.full(), Records.unspeakable()));

    assertThat(usage()).containsExactly(new UsageRow(keys(), 2, 200, 80, 100, 14, 2, 150 * 20_000));
  }

  @Test
  void countsUnknownTokensAsNone() {
    Usage half =
        new Usage(
            OptionalLong.of(7),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            false);
    ledger()
        .append(
            List.of(
                Records.of("ada", "llm/granite", Usage.unknown()),
                Records.of("ada", "llm/granite", half)));

    assertThat(usage(Group.USER)).containsExactly(row(keys("ada"), 2, 7, 0));
  }

  @Test
  void tellsHowManyAreEstimated() {
    ledger()
        .append(
            List.of(
                Records.of("ada", "llm/granite", Usage.reported(1, 1)),
                UsageRecord.lost(Records.of("ada", "llm/granite", Usage.unknown()).intent())));

    assertThat(usage()).containsExactly(new UsageRow(keys(), 2, 11, 0, 21, 0, 1, 0));
  }

  @Test
  void groupsByWhatIsAskedInTheOrderAsked() {
    ledger()
        .append(
            List.of(
                Records.of("ada", "llm/granite", Usage.reported(10, 0)),
                Records.of("ada", "llm/granite", Usage.reported(10, 0)),
                Records.of("ada", "llm/llama", Usage.reported(1, 0)),
                Records.of("bob", "llm/granite", Usage.reported(5, 0))));

    assertThat(usage(Group.MODEL, Group.USER))
        .containsExactly(
            row(keys("llm/granite", "ada"), 2, 20, 0),
            row(keys("llm/granite", "bob"), 1, 5, 0),
            row(keys("llm/llama", "ada"), 1, 1, 0));
    assertThat(usage(Group.SUBSCRIPTION)).containsExactly(row(keys("llm/free"), 4, 26, 0));
  }

  @Test
  void groupsRequestsWithoutAKeyUnderNone() {
    ledger()
        .append(
            List.of(
                Records.of("ada", "llm/granite", Usage.reported(10, 0)),
                Records.of("acme", NOON, "ada", null, "llm/granite", null, Usage.reported(1, 0))));

    assertThat(usage(Group.KEY))
        .containsExactly(row(keys("key-of-ada"), 1, 10, 0), row(keys((String) null), 1, 1, 0));
  }

  @Test
  void groupsByTimeInUtc() {
    Instant at = Instant.parse("2026-03-01T23:59:59.999999Z");
    ledger().append(List.of(Records.at(at, Usage.reported(1, 0))));

    assertThat(usage(Group.MINUTE, Group.HOUR, Group.DAY))
        .containsExactly(
            row(
                keys("2026-03-01T23:59:00Z", "2026-03-01T23:00:00Z", "2026-03-01T00:00:00Z"),
                1,
                1,
                0));
  }

  @Test
  void selectsFromInclusiveToExclusive() {
    ledger()
        .append(
            List.of(
                Records.at(NOON.minusMillis(1), Usage.reported(1, 0)),
                Records.at(NOON, Usage.reported(10, 0)),
                Records.at(NOON.plusSeconds(60), Usage.reported(100, 0))));

    List<UsageRow> rows =
        ledger().usage(new UsageQuery("acme", null, NOON, NOON.plusSeconds(60), List.of(), 100));

    assertThat(rows).containsExactly(row(keys(), 1, 10, 0));
  }

  @Test
  void selectsATenantAndAUser() {
    ledger()
        .append(
            List.of(
                Records.of("ada", "llm/granite", Usage.reported(1, 0)),
                Records.of("bob", "llm/granite", Usage.reported(10, 0)),
                Records.of(
                    "other", NOON, "ada", null, "llm/granite", null, Usage.reported(100, 0))));

    List<UsageRow> rows =
        ledger().usage(new UsageQuery("acme", "ada", null, null, List.of(Group.USER), 100));

    assertThat(rows).containsExactly(row(keys("ada"), 1, 1, 0));
  }

  @Test
  void answersTheDearestRowsOnly() {
    Money price = new Money(3, "EUR");
    for (long i = 1; i <= 5; i++) {
      ledger()
          .append(
              List.of(
                  Records.of(
                      "acme", NOON, "user-" + i, null, "llm/m", price, Usage.reported(i, i))));
    }

    List<UsageRow> rows =
        ledger().usage(new UsageQuery("acme", null, null, null, List.of(Group.USER), 2));

    assertThat(rows)
        .containsExactly(
            new UsageRow(keys("user-5"), 1, 5, 0, 5, 0, 0, 30),
            new UsageRow(keys("user-4"), 1, 4, 0, 4, 0, 0, 24));
  }

  @Test
  void groupsByWhoPays() {
    ledger()
        .append(List.of(Records.full(), Records.of("ada", "llm/granite", Usage.reported(1, 1))));

    assertThat(usage(Group.ORGANIZATION, Group.COST_CENTER, Group.CURRENCY))
        .extracting(UsageRow::keys)
        .containsExactly(keys("org-1", "cc-9", "EUR"), keys(null, null, null));
  }

  @Test
  void neverWrapsASum() {
    Money dear = new Money(Long.MAX_VALUE, "EUR");
    for (int i = 0; i < 3; i++) {
      ledger()
          .append(
              List.of(
                  Records.of(
                      "acme", NOON, "user-" + i % 2, null, "llm/m", dear, Usage.reported(1, 1))));
    }

    assertThat(usage()).containsExactly(new UsageRow(keys(), 3, 3, 0, 3, 0, 0, Long.MAX_VALUE));
  }

  @Test
  void hasSpentNothingBeforeTheFirstRecord() {
    ledger().append(List.of(Records.at(NOON, Usage.reported(1, 1))));

    assertThat(ledger().spent(SpentQuery.of("acme", NOON.plusNanos(1000))))
        .isEqualTo(SpentSum.NOTHING);
    assertThat(ledger().spent(SpentQuery.of("other", NOON))).isEqualTo(SpentSum.NOTHING);
  }

  @Test
  void tellsWhatWasChargedNotWhatIsBilled() {
    UsageRecord burnt =
        Records.charged(
            Records.of("acme", NOON, "ada", null, "llm/m", new Money(3, "EUR"), Usage.unknown()),
            new Charged(30, 4, 50));
    UsageRecord lost = UsageRecord.lost(Records.at(NOON, Usage.unknown()).intent());

    ledger().append(List.of(burnt, lost));

    assertThat(ledger().spent(SpentQuery.of("acme", NOON)))
        .isEqualTo(new SpentSum(Optional.of(NOON), 2, 30 + 15, 4, 50 + 40, 3 * 80));
    assertThat(usage()).containsExactly(new UsageRow(keys(), 2, 10, 0, 20, 0, 1, 0));
  }

  @Test
  void addsUpWhatIsTakenBesideTokens() {
    BillingRate rate = new BillingRate("EUR", 1, 1, 1, 0, new Media(100, 10, 1000));
    UsageRecord plain = Records.at(NOON, Usage.reported(10, 5));
    UsageRecord heard = Records.of(plain, rate, Media.heard(9), Media.heard(9));
    UsageRecord drawn =
        Records.of(
            Records.at(NOON.plusSeconds(100), Usage.unknown()),
            rate,
            new Media(0, 7, 2),
            new Media(0, 7, 4));
    UsageRecord lost = UsageRecord.lost(drawn.intent());
    UsageRecord other = Records.of("bob", "llm/llama", Usage.reported(0, 1));
    ledger().append(List.of(heard, drawn, other));

    assertThat(usage(Group.USER))
        .containsExactly(
            new UsageRow(keys("ada"), 2, 10, 0, 5, 0, 0, new Media(9, 7, 2), 15 + 900 + 70 + 2000),
            row(keys("bob"), 1, 0, 1));
    assertThat(ledger().spent(SpentQuery.of("acme", NOON).byUser("ada")))
        .isEqualTo(
            new SpentSum(Optional.of(NOON), 2, 10, 0, 5, new Media(9, 7, 4), 15 + 900 + 70 + 4000));
    assertThat(ledger().spent(SpentQuery.of("acme", NOON.plusSeconds(1))).media())
        .isEqualTo(new Media(0, 7, 4));
    assertThat(lost.outcome().charged().media()).isEqualTo(new Media(0, 7, 4));
  }

  @Test
  void tellsWhatWasChargedToOneOfEach() {
    UsageRecord full = Records.full();
    UsageRecord other = Records.of("bob", "llm/llama", Usage.reported(1000, 1000));
    ledger().append(List.of(full, other));
    Intent i = full.intent();
    SpentQuery all = SpentQuery.of("acme", NOON);

    for (SpentQuery narrowed :
        List.of(
            all.byUser(i.user()),
            all.byKey("key-1"),
            all.under(i.subscription()),
            all.ofModel(i.model()),
            all.ofOrganization("org-1"),
            all.byUser(i.user()).under(i.subscription()).ofModel(i.model()))) {
      assertThat(ledger().spent(narrowed))
          .as("%s", narrowed)
          .isEqualTo(new SpentSum(Optional.of(i.at()), 1, 120, 40, 60, 180 * 20_000));
    }
    assertThat(ledger().spent(all.byUser("nobody"))).isEqualTo(SpentSum.NOTHING);
    assertThat(ledger().spent(all).requests()).isEqualTo(2);
  }

  @Test
  void tellsWhatWasChargedSinceAnyMomentExactly() {
    Random random = new Random(11);
    List<UsageRecord> records = scattered(random);
    ledger().append(records);

    for (int i = 0; i < 40; i++) {
      SpentQuery query =
          i < 10
              ? SpentQuery.of("acme", records.get(i).intent().at()).byUser("user-1")
              : SpentQuery.of("acme", moment(random));

      assertThat(ledger().spent(query)).as("%s", query).isEqualTo(Spending.of(records, query));
    }
  }
}
