package io.maas.store.postgres;

import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.Identities;
import io.maas.domain.access.Users;
import io.maas.store.postgres.embedded.EmbeddedPostgresExtension;
import io.maas.testkit.access.IdentitiesContract;
import java.time.Instant;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedPostgresExtension.class)
class PostgresIdentitiesTest extends IdentitiesContract {

  private final PostgresDatabase database;

  PostgresIdentitiesTest(PostgresDatabase database) {
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

  @Override
  protected Identities identitiesAt(Instant now) {
    return database.identities(() -> now, Thread::startVirtualThread);
  }
}
