package io.maas.store.postgres;

import io.maas.domain.access.Passwords;
import io.maas.domain.access.Users;
import io.maas.store.postgres.embedded.EmbeddedPostgresExtension;
import io.maas.testkit.access.PasswordsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedPostgresExtension.class)
class PostgresPasswordsTest extends PasswordsContract {

  private final PostgresDatabase database;

  PostgresPasswordsTest(PostgresDatabase database) {
    this.database = database;
  }

  @Override
  protected Passwords passwords() {
    return database.passwords();
  }

  @Override
  protected Users users() {
    return database.users();
  }
}
