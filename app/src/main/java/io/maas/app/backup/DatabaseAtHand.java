package io.maas.app.backup;

import io.maas.app.config.Database;
import io.maas.app.config.MaasConfig;
import io.maas.app.data.DataDirectory;
import io.maas.store.postgres.PostgresSettings;
import io.maas.store.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The database that a configuration means: one that runs, or the embedded one, started for as long
/// as it takes.
///
/// @param chance makes a password where there is none yet; fit for secrets
record DatabaseAtHand(MaasConfig config, RandomGenerator chance) {

  private static final int POOL = 1;

  /// What is done with it.
  @FunctionalInterface
  interface Use<T> {
    T with(PostgresSettings settings) throws IOException;
  }

  /// Uses one that may be in use.
  <T> T use(Use<T> use) throws IOException {
    Database there = config.postgres();
    if (there != null) {
      return use.with(
          new PostgresSettings(there.jdbcUrl(), there.user(), there.password().value(), POOL));
    }
    Optional<PostgresSettings> running = EmbeddedPostgres.running(config.data());
    return running.isPresent() ? use.with(running.get()) : useAlone(use);
  }

  /// Uses one that nobody else may use meanwhile, where that can be known: the embedded one.
  <T> T useAlone(Use<T> use) throws IOException {
    if (config.postgres() != null) {
      return use(use);
    }
    return switch (DataDirectory.claim(config.data())) {
      case DataDirectory.Claim.Refused(String problem) -> throw new IOException(problem);
      case DataDirectory.Claim.Held(DataDirectory directory) -> {
        try (directory;
            EmbeddedPostgres embedded = EmbeddedPostgres.start(config.data(), chance)) {
          yield use.with(embedded.settings(POOL));
        }
      }
    };
  }
}
