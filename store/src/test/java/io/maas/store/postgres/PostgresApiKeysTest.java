package io.maas.store.postgres;

import io.maas.domain.access.ApiKeys;
import io.maas.store.postgres.embedded.EmbeddedPostgresExtension;
import io.maas.testkit.access.ApiKeysContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedPostgresExtension.class)
class PostgresApiKeysTest extends ApiKeysContract {

  private final PostgresDatabase database;

  PostgresApiKeysTest(PostgresDatabase database) {
    this.database = database;
  }

  @Override
  protected ApiKeys keys() {
    return database.apiKeys();
  }
}
