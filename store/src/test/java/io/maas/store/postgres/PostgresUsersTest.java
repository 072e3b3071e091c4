package io.maas.store.postgres;

import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.Users;
import io.maas.store.postgres.embedded.EmbeddedPostgresExtension;
import io.maas.testkit.access.UsersContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedPostgresExtension.class)
class PostgresUsersTest extends UsersContract {

  private final PostgresDatabase database;

  PostgresUsersTest(PostgresDatabase database) {
    this.database = database;
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
