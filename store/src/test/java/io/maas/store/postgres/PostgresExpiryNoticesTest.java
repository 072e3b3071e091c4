package io.maas.store.postgres;

import io.maas.domain.access.ApiKeys;
import io.maas.domain.expiry.ExpiryNotices;
import io.maas.store.postgres.embedded.EmbeddedPostgresExtension;
import io.maas.testkit.expiry.ExpiryNoticesContract;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedPostgresExtension.class)
class PostgresExpiryNoticesTest extends ExpiryNoticesContract {

  private final PostgresDatabase database;
  private final Jdbi jdbi;

  PostgresExpiryNoticesTest(PostgresDatabase database, PostgresSettings settings) {
    this.database = database;
    this.jdbi = Jdbi.create(settings.jdbcUrl(), settings.user(), settings.password());
  }

  @Override
  protected ExpiryNotices notices() {
    return database.expiryNotices();
  }

  @Override
  protected ApiKeys keys() {
    jdbi.useHandle(handle -> handle.execute("truncate api_keys cascade"));
    return database.apiKeys();
  }
}
