package io.maas.store.postgres;

import io.maas.domain.resource.Resources;
import io.maas.store.postgres.embedded.EmbeddedPostgresExtension;
import io.maas.testkit.resource.ResourcesContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedPostgresExtension.class)
class PostgresResourcesTest extends ResourcesContract {

  private final PostgresDatabase database;

  PostgresResourcesTest(PostgresDatabase database) {
    this.database = database;
  }

  @Override
  protected Resources resources() {
    return database.resources();
  }
}
