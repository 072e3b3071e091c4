package io.maas.store.postgres;

import io.maas.domain.access.ApiKeys;
import io.maas.store.postgres.embedded.EmbeddedPostgresExtension;
import io.maas.testkit.access.ApiKeySearchContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedPostgresExtension.class)
class PostgresApiKeySearchTest extends ApiKeySearchContract {

  private final PostgresDatabase database;

  PostgresApiKeySearchTest(PostgresDatabase database) {
    this.database = database;
  }

  @Override
  protected ApiKeys keys() {
    return database.apiKeys();
  }
}
