package io.maas.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.Users;
import io.maas.domain.access.Users.User;
import io.maas.domain.notice.Notice;
import io.maas.domain.notice.Notice.KeyRevoked;
import io.maas.domain.notice.Notice.ResourcesChanged;
import io.maas.domain.notice.Notice.UserChanged;
import io.maas.domain.notice.Notices;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.ResourceKey;
import io.maas.domain.resource.Resources;
import io.maas.store.postgres.embedded.EmbeddedPostgresExtension;
import io.maas.testkit.access.KeysAtHand;
import io.maas.testkit.notice.NoticeInbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedPostgresExtension.class)
class PostgresNoticesTest {

  private static final Duration A_SECOND = Duration.ofSeconds(1);
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final ResourceKey KEY = new ResourceKey(Kind.CONFIG_MAP, "maas-api", "tiers");

  private final PostgresDatabase database;
  private final Notices notices;
  private final NoticeInbox inbox = new NoticeInbox();

  PostgresNoticesTest(PostgresDatabase database) {
    this.database = database;
    this.notices = database.notices();
    notices.subscribe(inbox);
  }

  @AfterEach
  void close() {
    notices.close();
  }

  private List<Notice> within(int count) throws InterruptedException {
    return inbox.take(count, A_SECOND);
  }

  @Test
  void isConnectedFromTheStartAndNotAfterItsEnd() {
    assertThat(notices.connected()).isTrue();

    notices.close();

    assertThat(notices.connected()).isFalse();
  }

  @Test
  void tellsOfEveryChangeOfWhatIsDeclaredWithinASecond() throws Exception {
    Resources resources = database.resources();
    Resource draft = Resource.draft(KEY, Map.of(), Map.of(), List.of("keep"), Map.of("data", "1"));
    resources.put(draft);
    assertThat(within(1)).containsExactly(new ResourcesChanged());

    resources.delete(KEY);

    assertThat(within(1)).containsExactly(new ResourcesChanged());
  }

  @Test
  void tellsNothingOfAStatusNorOfAWriteThatIsNone() throws Exception {
    Resources resources = database.resources();
    resources.put(Resource.draft(KEY, Map.of(), Map.of(), List.of(), Map.of("data", "1")));
    within(1);

    resources.putStatus(KEY, Map.of("phase", "Ready"));
    resources.put(resources.find(KEY).orElseThrow());
    resources.put(Resource.draft(KEY, Map.of(), Map.of(), List.of(), Map.of("data", "2")));
    database.users().createGroup("acme", "unheard");

    // Notices arrive in order: what comes after proves that nothing came before.
    resources.delete(KEY);
    assertThat(within(1)).containsExactly(new ResourcesChanged());
    assertThat(inbox.rest()).isEmpty();
  }

  @Test
  void tellsOfRevokedKeysOneByOne() throws Exception {
    ApiKeys keys = database.apiKeys();
    List.of("1", "2", "3")
        .forEach(id -> keys.insert(KeysAtHand.key(id, "ada", id), CredentialHash.of(id)));

    // A dry run is not told of: the first notice is of what came after it.
    keys.revokeAll("acme", "ada", null, true, NOW);
    keys.revoke("acme", "1", NOW);
    assertThat(within(1)).containsExactly(new KeyRevoked("1"));

    keys.revokeAll("acme", "ada", null, false, NOW);

    assertThat(within(2)).containsExactlyInAnyOrder(new KeyRevoked("2"), new KeyRevoked("3"));
    assertThat(inbox.rest()).isEmpty();
  }

  @Test
  void tellsWhoseGroupsOrTokensChanged() throws Exception {
    Users users = database.users();
    users.create(new User("acme", "ada \"x\"", false, List.of("staff"), NOW));
    assertThat(within(1)).containsExactly(new UserChanged("acme", "ada \"x\""));

    users.createGroup("acme", "premium");
    users.addToGroup("acme", "premium", "ada \"x\"");
    users.removeFromGroup("acme", "premium", "ada \"x\"");
    users.insertToken("acme", "ada \"x\"", CredentialHash.of("t"), NOW, NOW.plusSeconds(1));
    users.deleteGroup("acme", "staff");

    assertThat(within(4)).containsOnly(new UserChanged("acme", "ada \"x\""));
  }

  @Test
  void tellsOfADeletedUserAndItsKeys() throws Exception {
    database.users().create(new User("acme", "ada", false, List.of(), NOW));
    database.apiKeys().insert(KeysAtHand.key("1", "ada", "1"), CredentialHash.of("1"));
    within(1);

    database.users().delete("acme", "ada");

    assertThat(within(2)).containsExactly(new KeyRevoked("1"), new UserChanged("acme", "ada"));
  }

  @Test
  void asksToAskAgainWhereANameIsTooLongToTell() throws Exception {
    database.users().create(new User("acme", "a".repeat(8000), false, List.of(), NOW));

    assertThat(within(1)).containsExactly(new Notice.Resynchronised());
  }

  @Test
  void keepsTellingTheOthersWhenAListenerFails() throws Exception {
    notices.subscribe(_ -> {
      throw new IllegalStateException("deaf");
    });
    NoticeInbox second = new NoticeInbox();
    notices.subscribe(second);

    database.resources().put(Resource.draft(KEY, Map.of(), Map.of(), List.of(), Map.of()));

    assertThat(second.take(1, A_SECOND)).containsExactly(new ResourcesChanged());
  }
}
