package io.maas.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maas.domain.access.Credential;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.Identities;
import io.maas.domain.access.Identity;
import io.maas.domain.notice.Notice.ResourcesChanged;
import io.maas.domain.notice.Notice.Resynchronised;
import io.maas.domain.notice.Notices;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.ResourceKey;
import io.maas.store.postgres.embedded.EmbeddedPostgresExtension;
import io.maas.testkit.metering.Records;
import io.maas.testkit.notice.NoticeInbox;
import io.maas.testkit.outage.Eventually;
import io.maas.testkit.outage.FaultyLink;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What each port does while the server is away, over a link that the test cuts or freezes.
@ExtendWith(EmbeddedPostgresExtension.class)
class OutageTest {

  private static final String TENANT = "acme";
  private static final CredentialHash HASH = CredentialHash.of("secret");
  private static final Duration A_FEW_SECONDS = Duration.ofSeconds(5);

  private final PostgresDatabase direct;
  private final FaultyLink link;
  private final PostgresDatabase database;
  private final Identities identities;
  private final Notices notices;
  private final NoticeInbox inbox = new NoticeInbox();

  OutageTest(PostgresDatabase direct, PostgresSettings settings) throws IOException {
    this.direct = direct;
    String[] address = settings.jdbcUrl().split("[:/]+", -1);
    link = FaultyLink.to(Integer.parseInt(address[3]));
    String url = "jdbc:postgresql://127.0.0.1:" + link.port() + "/" + address[4];
    database =
        PostgresDatabase.open(new PostgresSettings(url, settings.user(), settings.password(), 2));
    identities = database.identities(() -> Instant.EPOCH, Thread::startVirtualThread);
    notices = database.notices();
    notices.subscribe(inbox);
  }

  @AfterEach
  void close() throws IOException {
    notices.close();
    link.close();
    database.close();
  }

  private static void change(PostgresDatabase database, String name) {
    ResourceKey key = new ResourceKey(Kind.CONFIG_MAP, "maas-api", name);
    database.resources().put(Resource.draft(key, Map.of(), Map.of(), List.of(), Map.of()));
  }

  private static void assertFails(CompletionStage<Identity> lookUp) {
    assertThat(lookUp).failsWithin(Duration.ofSeconds(20));
  }

  @Test
  void failsLookUpsWhenTheServerIsGoneAndAnswersWhenItIsBack() {
    assertThat(identities.ofKey(TENANT, HASH)).succeedsWithin(A_FEW_SECONDS);

    link.cut();
    assertFails(identities.ofKey(TENANT, HASH));
    assertFails(identities.ofToken(TENANT, new Credential.Token("token")));

    link.mend();
    assertThat(identities.ofKey(TENANT, HASH))
        .succeedsWithin(A_FEW_SECONDS)
        .isInstanceOf(Identity.Unknown.class);
  }

  @Test
  void failsLookUpsWhenTheServerIsSilent() {
    link.freeze();

    assertFails(identities.ofKey(TENANT, HASH));
  }

  @Test
  void failsAnAppendSoThatItIsTriedAgain() {
    link.cut();

    assertThatThrownBy(() -> database.ledger("here").append(List.of(Records.full())))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void resynchronisesAfterABrokenConnectionAndHearsAgain() throws Exception {
    link.cut();
    Eventually.holds("no longer connected", A_FEW_SECONDS, () -> !notices.connected());
    change(direct, "missed");

    link.mend();

    assertThat(inbox.take(1, A_FEW_SECONDS)).containsExactly(new Resynchronised());
    assertThat(notices.connected()).isTrue();
    change(direct, "heard");
    assertThat(inbox.take(1, Duration.ofSeconds(1))).containsExactly(new ResourcesChanged());
  }

  @Test
  void noticesWithinSecondsThatASilentServerIsDead() throws Exception {
    link.freeze();

    Eventually.holds("no longer connected", A_FEW_SECONDS, () -> !notices.connected());

    link.mend();
    assertThat(inbox.take(1, Duration.ofSeconds(10))).contains(new Resynchronised());
  }

  @Test
  void startsWithoutNoticesAndHearsWhenTheServerComes() throws Exception {
    link.cut();
    NoticeInbox late = new NoticeInbox();
    try (Notices deaf = database.notices()) {
      deaf.subscribe(late);
      assertThat(deaf.connected()).isFalse();

      link.mend();

      assertThat(late.take(1, A_FEW_SECONDS)).containsExactly(new Resynchronised());
    }
  }
}
