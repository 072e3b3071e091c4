package io.maas.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.store.postgres.embedded.EmbeddedPostgresExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
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
        .containsExactly("1", "2", "3", "4");
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
