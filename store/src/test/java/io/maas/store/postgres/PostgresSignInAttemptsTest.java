package io.maas.store.postgres;

import io.maas.domain.access.SignInAttempts;
import io.maas.store.postgres.embedded.EmbeddedPostgresExtension;
import io.maas.testkit.access.SignInAttemptsContract;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedPostgresExtension.class)
class PostgresSignInAttemptsTest extends SignInAttemptsContract {

  @AutoClose private final PostgresDatabase another;
  private final PostgresDatabase database;

  PostgresSignInAttemptsTest(PostgresDatabase database, PostgresSettings settings) {
    this.database = database;
    this.another = PostgresDatabase.open(settings);
  }

  @Override
  protected SignInAttempts one() {
    return database.signInAttempts();
  }

  @Override
  protected SignInAttempts other() {
    return another.signInAttempts();
  }
}
