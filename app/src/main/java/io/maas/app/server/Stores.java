package io.maas.app.server;

import io.maas.domain.notice.Notices;
import io.maas.store.postgres.PostgresDatabase;
import io.maas.store.postgres.PostgresSettings;
import io.maas.store.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;

/// The database, one of our own or one that is there, and its notices.
///
/// @param url how others reach it, with its credentials
record Stores(PostgresDatabase database, Notices notices, String url) {

  private static final int POOL = 10;

  static Stores open(ServerSettings settings, Undo undo) throws IOException {
    PostgresSettings there = settings.postgres();
    PostgresSettings postgres;
    String url;
    if (there == null) {
      EmbeddedPostgres embedded =
          undo.closing("PostgreSQL", EmbeddedPostgres.start(settings.data()));
      postgres = embedded.settings(POOL);
      url = embedded.uri();
    } else {
      postgres = there;
      url = there.jdbcUrl().replaceFirst("^jdbc:", "");
    }
    PostgresDatabase database = undo.closing("database", PostgresDatabase.open(postgres));
    Notices notices = undo.closing("notices", database.notices());
    return new Stores(database, notices, url);
  }
}
