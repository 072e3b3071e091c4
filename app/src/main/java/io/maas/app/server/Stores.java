package io.maas.app.server;

import io.maas.app.config.Credentials;
import io.maas.app.config.Database;
import io.maas.app.config.MaasConfig;
import io.maas.domain.notice.Notices;
import io.maas.store.postgres.PostgresDatabase;
import io.maas.store.postgres.PostgresSecrets;
import io.maas.store.postgres.PostgresSettings;
import io.maas.store.postgres.SecretCipher;
import io.maas.store.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// The database, one of our own or one that is there, and its notices.
///
/// @param secrets what was given to us to keep in it
/// @param url how others reach it, with its credentials
record Stores(PostgresDatabase database, Notices notices, PostgresSecrets secrets, String url) {

  private static final int POOL = 10;
  private static final int LOOK_SECONDS = 1;

  static Stores open(
      MaasConfig config, RandomGenerator chance, ScheduledExecutorService jobs, Undo undo)
      throws IOException {
    Database there = config.postgres();
    PostgresSettings postgres;
    String url;
    if (there == null) {
      EmbeddedPostgres embedded =
          undo.closing("PostgreSQL", EmbeddedPostgres.start(config.data(), chance));
      var _ =
          jobs.scheduleWithFixedDelay(
              Quietly.of("embedded PostgreSQL", () -> startIfGone(embedded)),
              LOOK_SECONDS,
              LOOK_SECONDS,
              TimeUnit.SECONDS);
      postgres = embedded.settings(POOL);
      url = embedded.uri();
    } else {
      postgres =
          new PostgresSettings(there.jdbcUrl(), there.user(), there.password().value(), POOL);
      url = there.uri();
    }
    PostgresDatabase database = undo.closing("database", PostgresDatabase.open(postgres));
    Notices notices = undo.closing("notices", database.notices());
    Credentials keys = config.credentials();
    PostgresSecrets secrets =
        database.secrets(new SecretCipher(keys.current(), keys.previous(), chance));
    return new Stores(database, notices, secrets, url);
  }

  private static void startIfGone(EmbeddedPostgres embedded) {
    try {
      embedded.startIfGone();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
