package io.maas.store.postgres;

import io.maas.domain.access.Sessions;
import io.maas.store.postgres.embedded.EmbeddedPostgresExtension;
import io.maas.testkit.access.SessionsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedPostgresExtension.class)
class PostgresSessionsTest extends SessionsContract {

  private final PostgresDatabase database;

  PostgresSessionsTest(PostgresDatabase database) {
    this.database = database;
  }

  @Override
  protected Sessions sessions() {
    return database.sessions();
  }
}
