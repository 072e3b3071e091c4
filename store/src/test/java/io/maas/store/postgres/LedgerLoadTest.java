package io.maas.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Ledger;
import io.maas.domain.metering.SpentQuery;
import io.maas.domain.metering.UsageQuery;
import io.maas.domain.metering.UsageQuery.Group;
import io.maas.store.postgres.UsageSums.Way;
import io.maas.store.postgres.embedded.EmbeddedPostgresExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// How long the questions of the console and of recovering counters take. Prints a table; asserts
/// what does not depend on the machine: that sums answer, and that they are right.
@ExtendWith(EmbeddedPostgresExtension.class)
class LedgerLoadTest {

  private static final Pattern SCANNED = Pattern.compile("(usage_[a-z]+?)(_[0-9]{8})?[ \n]");
  private static final int TIMES = 11;

  private static final Instant END = LedgerLoad.START.plus(Duration.ofDays(LedgerLoad.DAYS));
  private static final Instant LAST_DAY = END.minus(Duration.ofDays(1));

  private final PostgresDatabase database;
  private final Jdbi jdbi;

  LedgerLoadTest(PostgresDatabase database, PostgresSettings settings) {
    this.database = database;
    this.jdbi = Jdbi.create(settings.jdbcUrl(), settings.user(), settings.password());
  }

  @Test
  void answersFromSums() throws Exception {
    answers(50_000);
  }

  @Test
  @Tag("soak")
  void answersFromSumsOverFiveMillionRecords() throws Exception {
    answers(5_000_000);
  }

  private void answers(long records) throws Exception {
    load(records);
    say("| question | sums and records read | rows | median ms | worst ms |");
    say("|---|---|--:|--:|--:|");

    expectSums("by user, top 10, 30 days", query(null, 10, LedgerLoad.START, END, Group.USER));
    expectSums("by model, 30 days", query(null, 100, LedgerLoad.START, END, Group.MODEL));
    expectSums(
        "by subscription, 30 days", query(null, 100, LedgerLoad.START, END, Group.SUBSCRIPTION));
    expectSums("by day, 30 days", query(null, 100, LedgerLoad.START, END, Group.DAY));
    expectSums(
        "by user and model, top 100, all time",
        query(null, 100, null, null, Group.USER, Group.MODEL));
    expectSums("by cost centre, all time", query(null, 100, null, null, Group.COST_CENTER));
    expectSums("by hour, last day", query(null, 100, LAST_DAY, END, Group.HOUR));
    expectSums("by minute, last hour", query(null, 100, END.minusSeconds(3600), END, Group.MINUTE));
    expectSums("one user by day", query("user-7", 100, null, null, Group.DAY));
    ask(
        "by user, top 10, 7 days to the second",
        query(
            null, 10, END.minusSeconds(7 * 86_400 + 40_271), END.minusSeconds(40_271), Group.USER));
    ask(
        "by model, 30 days to the second",
        query(null, 10, LedgerLoad.START.plusSeconds(40_271), END.minusSeconds(271), Group.MODEL));
    spent("spent by the dearest user, one day", SpentQuery.of("acme", LAST_DAY).byUser("user-0"));
    spent(
        "spent by a user of a model, a day to the second",
        SpentQuery.of("acme", LAST_DAY.minusSeconds(271)).byUser("user-7").ofModel("llm/model-7"));
    spent(
        "spent under a subscription, a day to the second",
        SpentQuery.of("acme", LAST_DAY.minusSeconds(271))
            .under("models-as-a-service/subscription-3"));
    spent("spent by the tenant, 30 days", SpentQuery.of("acme", LedgerLoad.START.plusSeconds(271)));

    assertThat(database.ledger("one").usage(query(null, 1, null, null)).getFirst().requests())
        .isEqualTo(records);
  }

  private void load(long records) throws Exception {
    LedgerLoad load = new LedgerLoad(records);
    long start = System.nanoTime();
    try (ExecutorService gateways = Executors.newFixedThreadPool(2)) {
      List<? extends Future<?>> both =
          IntStream.range(0, 2)
              .mapToObj(i -> gateways.submit(() -> load.append(database.ledger("gateway-" + i), i)))
              .toList();
      for (Future<?> each : both) {
        each.get();
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    jdbi.useHandle(handle -> handle.execute("vacuum analyze"));
    say(
        "%,d records appended by two gateways in %.1f s: %,.0f/s"
            .formatted(records, seconds, records / seconds));
    for (String table :
        List.of("usage_records", "usage_minutes", "usage_hours", "usage_days", "usage_parties")) {
      say("%s: %,d rows, %,d MB".formatted(table, count(table), bytes(table) >> 20));
    }
  }

  private long count(String table) {
    return one("select count(*) from " + table);
  }

  private long bytes(String table) {
    return one(
        """
        select pg_total_relation_size('%1$s') + coalesce(
          (select sum(pg_total_relation_size(inhrelid)) from pg_inherits
           where inhparent = cast('%1$s' as regclass)), 0)
        """
            .formatted(table));
  }

  private long one(String sql) {
    return jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(long.class).one());
  }

  private static UsageQuery query(
      @Nullable String user,
      int limit,
      @Nullable Instant from,
      @Nullable Instant to,
      Group... groups) {
    return new UsageQuery("acme", user, from, to, List.of(groups), limit);
  }

  /// Asks, and expects that no record was read.
  private void expectSums(String question, UsageQuery query) {
    assertThat(ask(question, query)).as(question).doesNotContain("usage_records");
  }

  private Set<String> ask(String question, UsageQuery query) {
    Ledger ledger = database.ledger("one");
    Set<String> scanned =
        scanned(handle ->
            UsageSums.statement(
                    handle, "explain ", query, Way.QUICK.spans(query, Horizon.WHOLE), Way.QUICK)
                .mapTo(String.class)
                .list());
    int rows = ledger.usage(query).size();
    report(question, scanned, rows, () -> ledger.usage(query));
    return scanned;
  }

  private void spent(String question, SpentQuery query) {
    Ledger ledger = database.ledger("one");
    Set<String> scanned =
        scanned(handle ->
            SpentSums.statement(handle, "explain ", query, Horizon.WHOLE)
                .mapTo(String.class)
                .list());
    assertThat(ledger.spent(query).requests()).as(question).isPositive();
    report(question, scanned, 1, () -> ledger.spent(query));
  }

  private interface Explained {
    List<String> lines(Handle handle);
  }

  /// The tables that the plan of a question names.
  private Set<String> scanned(Explained explained) {
    String plan = jdbi.withHandle(handle -> String.join("\n", explained.lines(handle))) + "\n";
    Set<String> tables = new TreeSet<>();
    Matcher matcher = SCANNED.matcher(plan.replaceAll("(?m)^.*(using|on) ", ""));
    while (matcher.find()) {
      tables.add(matcher.group(1));
    }
    return tables;
  }

  private static void report(String question, Set<String> scanned, int rows, Runnable asking) {
    double[] millis = new double[TIMES];
    for (int i = 0; i < TIMES; i++) {
      long start = System.nanoTime();
      asking.run();
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    say(
        "| %s | %s | %d | %.1f | %.1f |"
            .formatted(
                question, String.join(", ", scanned), rows, millis[TIMES / 2], millis[TIMES - 1]));
  }

  private static void say(String line) {
    System.out.println("@@ " + line);
  }
}
