package io.maas.testkit.metering;

import static io.maas.testkit.metering.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.maas.domain.metering.Ledger;
import io.maas.domain.metering.Money;
import io.maas.domain.metering.Usage;
import io.maas.domain.metering.UsageQuery;
import io.maas.domain.metering.UsageQuery.Group;
import io.maas.domain.metering.UsageRecord;
import io.maas.domain.metering.UsageRow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every ledger must answer about any stretch of time, however it adds up.
public abstract class LedgerStretchContract {

  /// An empty ledger; the same throughout one test.
  protected abstract Ledger ledger();

  /// Whatever it adds up beforehand: a stretch of time may begin and end anywhere.
  @Test
  void addsUpAnyStretchOfTimeExactly() {
    Random random = new Random(7);
    List<UsageRecord> records = scattered(random);
    ledger().append(records);

    for (int i = 0; i < 40; i++) {
      Instant from = moment(random);
      Instant to = from.plus(Duration.ofSeconds(random.nextLong(1 << (i % 19))));
      List<UsageRecord> within =
          records.stream()
              .filter(r -> !r.intent().at().isBefore(from) && r.intent().at().isBefore(to))
              .toList();
      long input = within.stream().mapToLong(r -> r.outcome().usage().input().orElse(0)).sum();

      assertThat(ledger().usage(new UsageQuery("acme", null, from, to, List.of(), 1)))
          .as("from %s to %s", from, to)
          .containsExactly(new UsageRow(List.of(), within.size(), input, 0, 0, 0, 0, 0));
    }
  }

  /// Nobody is named of whom nothing is left within the stretch.
  @Test
  void namesThoseWithinAnyStretchOfTimeOnly() {
    Random random = new Random(13);
    List<UsageRecord> records = scattered(random);
    ledger().append(records);

    for (int i = 0; i < 40; i++) {
      Instant from = moment(random);
      Instant to = from.plus(Duration.ofSeconds(random.nextLong(1 << (i % 19))));
      List<UsageRecord> within =
          records.stream()
              .filter(r -> !r.intent().at().isBefore(from) && r.intent().at().isBefore(to))
              .toList();

      assertThat(requests(from, to, Group.USER))
          .as("by user from %s to %s", from, to)
          .isEqualTo(counted(within, r -> List.of(r.intent().user())));
      assertThat(requests(from, to, Group.USER, Group.HOUR))
          .as("by user and hour from %s to %s", from, to)
          .isEqualTo(counted(within, r -> List.of(r.intent().user(), hour(r.intent().at()))));
    }
  }

  private static Map<List<String>, Long> counted(
      List<UsageRecord> records, Function<UsageRecord, List<String>> keys) {
    return records.stream().collect(Collectors.groupingBy(keys, Collectors.counting()));
  }

  private static String hour(Instant at) {
    return at.truncatedTo(ChronoUnit.HOURS).toString();
  }

  private Map<List<@Nullable String>, Long> requests(Instant from, Instant to, Group... groups) {
    return ledger().usage(new UsageQuery("acme", null, from, to, List.of(groups), 1000)).stream()
        .collect(Collectors.toMap(UsageRow::keys, UsageRow::requests));
  }

  @Test
  void addsUpAroundWhatIsTooLargeToAddUp() {
    Instant midnight = NOON.truncatedTo(ChronoUnit.DAYS);
    Money dear = new Money(Long.MAX_VALUE - 1, "EUR");
    Money cheap = new Money(3, "EUR");
    for (Money price : List.of(dear, cheap, dear)) {
      Instant at = price.equals(cheap) ? NOON : midnight.plusSeconds(86_400 - 120);
      ledger()
          .append(
              List.of(Records.of("acme", at, "ada", null, "llm/m", price, Usage.reported(1, 0))));
    }

    for (List<Group> groups : List.of(List.<Group>of(), List.of(Group.CURRENCY))) {
      assertThat(
              ledger()
                  .usage(
                      new UsageQuery(
                          "acme",
                          null,
                          midnight.plusSeconds(60),
                          midnight.plusSeconds(86_400 - 600),
                          groups,
                          10)))
          .extracting(UsageRow::requests, UsageRow::costNanos)
          .containsExactly(tuple(1L, 3L));
    }
  }

  /// Records of four days, at odd moments.
  static List<UsageRecord> scattered(Random random) {
    return IntStream.range(0, 400)
        .mapToObj(i ->
            Records.of(
                "acme",
                moment(random),
                "user-" + i % 3,
                null,
                "llm/m",
                null,
                Usage.reported(1 + random.nextLong(100), 0)))
        .toList();
  }

  static Instant moment(Random random) {
    return NOON.plus(random.nextLong(4L * 24 * 3600 * 1_000_000), ChronoUnit.MICROS);
  }
}
