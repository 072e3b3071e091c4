package io.maas.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.ledger.VerificationQuery;
import io.maas.domain.metering.Ledger;
import io.maas.domain.metering.Outcome;
import io.maas.domain.metering.SpentQuery;
import io.maas.domain.metering.SpentSum;
import io.maas.domain.metering.Usage;
import io.maas.domain.metering.UsageRecord;
import io.maas.store.postgres.embedded.EmbeddedPostgresExtension;
import io.maas.testkit.metering.Records;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedPostgresExtension.class)
class MigrationTest {

  private final PostgresSettings settings;
  private final Jdbi jdbi;

  MigrationTest(PostgresSettings settings) {
    this.settings = settings;
    this.jdbi = Jdbi.create(settings.jdbcUrl(), settings.user(), settings.password());
  }

  private List<String> texts(String sql) {
    return jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  @Test
  void migratesOnceHoweverManyOpenAtOnce() {
    jdbi.useHandle(handle -> handle.execute("drop schema public cascade; create schema public"));

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> opened =
          IntStream.range(0, 4)
              .mapToObj(_ ->
                  threads.submit(() -> {
                    try (PostgresDatabase database = PostgresDatabase.open(settings)) {
                      return database.resources().version() == 0;
                    }
                  }))
              .toList();
      assertThat(opened)
          .allSatisfy(one -> assertThat(one).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(true));
    }

    assertThat(texts("select version from flyway_schema_history where success order by 1"))
        .containsExactly(
            "1", "10", "11", "12", "13", "14", "15", "16", "2", "20", "21", "24", "25", "3", "31",
            "32", "35", "36", "4", "40", "44");
  }

  /// The ledger of the third version had neither days nor sums nor chains.
  @Test
  void dividesAndAddsUpWhatWasThere() throws SQLException {
    jdbi.useHandle(handle -> handle.execute("drop schema public cascade; create schema public"));
    Flyway.configure()
        .dataSource(settings.jdbcUrl(), settings.user(), settings.password())
        .locations("classpath:db/migration")
        .target("3")
        .load()
        .migrate();
    UsageRecord old = Records.full();
    UsageRecord older = Records.at(Records.NOON.minus(Duration.ofDays(3)), Usage.reported(1, 2));
    List<String> columns =
        texts(
            """
            select column_name from information_schema.columns
            where table_name = 'usage_records' order by ordinal_position
            """);
    for (UsageRecord each : List.of(old, older)) {
      insert(each, columns);
    }

    try (PostgresDatabase database = PostgresDatabase.open(settings)) {
      Ledger ledger = database.ledger("one");
      ledger.append(List.of(old, again(old)));

      assertThat(ledger.spent(SpentQuery.of("acme", Records.NOON.minusSeconds(1))))
          .isEqualTo(
              new SpentSum(
                  Optional.of(old.intent().at()), 2, 100 + 120, 80, 50 + 60, 330 * 20_000L));
      assertThat(
              ledger
                  .spent(SpentQuery.of("acme", Records.NOON.minus(Duration.ofDays(9))))
                  .requests())
          .isEqualTo(3);
      assertThat(texts("select username from usage_parties"))
          .containsExactlyInAnyOrder("system:ada", "ada");
      assertThat(
              database
                  .bookkeeping(FixedSeal.fresh())
                  .verify(new VerificationQuery(null, null, null))
                  .chains())
          .extracting(chain -> chain.name() + " " + chain.records() + " " + chain.found())
          .containsExactly("before-chains 2 0", "one 1 0");
    }
  }

  private void insert(UsageRecord usageRecord, List<String> columns) throws SQLException {
    List<UsageColumn> written =
        columns.stream()
            .map(name ->
                UsageColumn.ALL.stream()
                    .filter(c -> c.name().equals(name))
                    .findFirst()
                    .orElseThrow())
            .toList();
    List<RowArrays.Column> typed =
        written.stream().map(c -> new RowArrays.Column(c.name(), c.type())).toList();
    List<@Nullable String> row = new ArrayList<>();
    written.forEach(column -> row.add(column.value().apply(usageRecord)));
    jdbi.useHandle(handle ->
        assertThat(
                RowArrays.update(
                    handle.getConnection(),
                    "insert into usage_records " + RowArrays.select(typed),
                    List.of(row)))
            .isEqualTo(1));
  }

  /// Another request of the same party.
  private static UsageRecord again(UsageRecord one) {
    UUID id = Records.id(one.intent().at());
    return new UsageRecord(
        Intents.withId(one.intent(), id),
        new Outcome(
            id,
            200,
            Outcome.End.COMPLETED,
            null,
            null,
            one.outcome().usage(),
            one.outcome().charged(),
            null,
            Duration.ZERO,
            List.of()));
  }

  @Test
  void writesEveryColumnOfTheLedger() {
    assertThat(
            texts(
                """
                select column_name from information_schema.columns
                where table_name = 'usage_records' and column_name not in ('chain', 'seq', 'hash')
                """))
        .containsExactlyInAnyOrderElementsOf(
            UsageColumn.ALL.stream().map(UsageColumn::name).toList());
  }

  @Test
  void findsKeysByTheirWholeHash() {
    assertThat(
            texts(
                """
                select indexdef from pg_indexes
                where tablename = 'api_keys' and indexdef like '%UNIQUE%key_hash%'
                """))
        .singleElement()
        .asString()
        .contains("(key_hash, tenant)");
  }
}
