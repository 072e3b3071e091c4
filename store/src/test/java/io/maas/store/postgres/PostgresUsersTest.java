package io.maas.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.Users;
import io.maas.domain.access.Users.User;
import io.maas.domain.notice.Notice;
import io.maas.domain.notice.Notices;
import io.maas.store.postgres.embedded.EmbeddedPostgresExtension;
import io.maas.testkit.access.KeysAtHand;
import io.maas.testkit.access.UsersContract;
import io.maas.testkit.notice.NoticeInbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedPostgresExtension.class)
class PostgresUsersTest extends UsersContract {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final PostgresDatabase database;

  PostgresUsersTest(PostgresDatabase database) {
    this.database = database;
  }

  @Test
  void announcesWhoIsDisabledAndThatTheirKeysAreRefused() throws Exception {
    users().create(new User("acme", "ada", false, List.of("staff"), NOW));
    keys().insert(KeysAtHand.key("id", "ada", "laptop"), CredentialHash.of("1"));
    NoticeInbox inbox = new NoticeInbox();

    try (Notices notices = database.notices()) {
      notices.subscribe(inbox);
      users().change("acme", "ada", user -> user.with(user.roles(), user.groups(), true));
      users().change("acme", "ada", user -> user.with(user.roles(), user.groups(), true));
      users().change("acme", "ada", user -> user.with(user.roles(), user.groups(), false));

      Notice ada = new Notice.UserChanged("acme", "ada");
      assertThat(inbox.take(4, Duration.ofSeconds(20)))
          .containsExactly(ada, new Notice.KeyRevoked("id"), new Notice.KeyChanged("id"), ada);
    }
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
