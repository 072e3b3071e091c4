package io.maas.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.ApiKeys.Search;
import io.maas.domain.access.ApiKeys.Sort;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.KeyFilter;
import io.maas.domain.access.StoredKey;
import io.maas.store.postgres.embedded.EmbeddedPostgresExtension;
import io.maas.testkit.access.KeysAtHand;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A database whose owner keeps extensions to himself: everything works, a search by a part of a
/// name reads every key.
@ExtendWith(EmbeddedPostgresExtension.class)
class WithoutTrigramsTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String GUEST = "guest_without_extensions";

  private final PostgresSettings settings;
  private final Jdbi jdbi;

  WithoutTrigramsTest(PostgresSettings settings) {
    this.settings = settings;
    this.jdbi = Jdbi.create(settings.jdbcUrl(), settings.user(), settings.password());
  }

  @BeforeEach
  void haveASchemaOnly() {
    run("drop schema public cascade");
    run("create role " + GUEST + " login password 'guest'");
    run("create schema public authorization " + GUEST);
  }

  @AfterEach
  void leave() {
    run("drop owned by " + GUEST + " cascade");
    run("drop role " + GUEST);
    run("create schema if not exists public");
  }

  @Test
  void findsPartsOfNamesAllTheSame() {
    PostgresSettings guests = new PostgresSettings(settings.jdbcUrl(), GUEST, "guest", 2);
    try (PostgresDatabase database = PostgresDatabase.open(guests)) {
      StoredKey key = KeysAtHand.key("id", "ada", "the one");
      database.apiKeys().insert(key, CredentialHash.of(key.id()));

      assertThat(database.apiKeys().search("acme", named("E ON"), NOW).keys())
          .extracting(StoredKey::name)
          .containsExactly("the one");
    }
    assertThat(texts("select extname from pg_extension")).doesNotContain("pg_trgm");
    assertThat(texts("select indexname from pg_indexes")).contains("api_keys_in_order_of_name");
  }

  private static Search named(String part) {
    KeyFilter filter = new KeyFilter(null, null, null, null, null, part, null, null, null);
    return new Search(null, List.of(), true, null, Map.of(), Sort.NAME, false, 9, 0, filter);
  }

  private void run(String sql) {
    jdbi.useHandle(handle -> handle.execute(sql));
  }

  private List<String> texts(String sql) {
    return jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }
}
