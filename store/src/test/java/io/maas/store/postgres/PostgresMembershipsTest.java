package io.maas.store.postgres;

import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.Memberships;
import io.maas.domain.access.Users;
import io.maas.store.postgres.embedded.EmbeddedPostgresExtension;
import io.maas.testkit.access.MembershipsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedPostgresExtension.class)
class PostgresMembershipsTest extends MembershipsContract {

  private final PostgresDatabase database;

  PostgresMembershipsTest(PostgresDatabase database) {
    this.database = database;
  }

  @Override
  protected Memberships memberships() {
    return database.memberships();
  }

  @Override
  protected ApiKeys keys() {
    return database.apiKeys();
  }

  @Override
  protected Users users() {
    return database.users();
  }
}
