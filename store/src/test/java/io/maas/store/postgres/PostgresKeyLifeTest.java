package io.maas.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.Identities;
import io.maas.domain.notice.Notice;
import io.maas.domain.notice.Notices;
import io.maas.store.postgres.embedded.EmbeddedPostgresExtension;
import io.maas.testkit.access.KeyLifeContract;
import io.maas.testkit.access.KeysAtHand;
import io.maas.testkit.notice.NoticeInbox;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedPostgresExtension.class)
class PostgresKeyLifeTest extends KeyLifeContract {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final PostgresDatabase database;
  private final PostgresSettings settings;

  PostgresKeyLifeTest(PostgresDatabase database, PostgresSettings settings) {
    this.database = database;
    this.settings = settings;
  }

  @Override
  protected ApiKeys keys() {
    return database.apiKeys();
  }

  @Override
  protected Identities identitiesAt(Instant now) {
    return database.identities(() -> now, Thread::startVirtualThread);
  }

  @Test
  void announcesWhatBecomesOfAKey() throws Exception {
    keys().insert(KeysAtHand.key("id", "ada", "laptop"), CredentialHash.of("1"));
    NoticeInbox inbox = new NoticeInbox();

    try (Notices notices = PostgresNotices.listen(settings)) {
      notices.subscribe(inbox);
      keys().rotate("acme", "id", CredentialHash.of("2"), NOW.plusSeconds(60), NOW);
      keys().rotate("acme", "id", CredentialHash.of("3"), NOW, NOW);
      keys().pause("acme", "id", NOW);
      keys().resume("acme", "id", NOW);
      keys().change("acme", "id", k -> k.called("other", null, Map.of()), NOW);
      keys().revoke("acme", "id", NOW);
      keys().pause("acme", "id", NOW);

      Notice changed = new Notice.KeyChanged("id");
      Notice ended = new Notice.KeyRevoked("id");
      assertThat(inbox.take(6, Duration.ofSeconds(20)))
          .containsExactly(changed, ended, ended, changed, changed, ended);
    }
  }

  /// The gateway of the release before asks for a status and one hash.
  @Test
  void isRefusedByWhoKnowsNoPauses() {
    keys().insert(KeysAtHand.key("id", "ada", "laptop"), CredentialHash.of("1"));

    keys().pause("acme", "id", NOW);

    String status =
        Jdbi.create(settings.jdbcUrl(), settings.user(), settings.password())
            .withHandle(handle ->
                handle
                    .createQuery("select status from api_keys where key_hash = :hash")
                    .bind("hash", CredentialHash.of("1").hex())
                    .mapTo(String.class)
                    .one());
    assertThat(status).isEqualTo("revoked");
  }
}
