package io.maas.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maas.domain.access.Credential;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.Identities;
import io.maas.domain.access.Identity;
import io.maas.domain.access.StoredKey;
import io.maas.domain.metering.Ledger;
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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What each port does while the server is away, over a link that the test cuts or freezes.
@ExtendWith(EmbeddedPostgresExtension.class)
class OutageTest {

  private static final String TENANT = "acme";
  private static final CredentialHash HASH = CredentialHash.of("secret");
  private static final Duration A_FEW_SECONDS = Duration.ofSeconds(5);

  private static final StoredKey KEY =
      new StoredKey(
          "key-1",
          TENANT,
          "ada",
          "laptop",
          null,
          "llm/free",
          List.of(),
          Map.of(),
          false,
          StoredKey.Status.ACTIVE,
          Instant.EPOCH,
          Instant.EPOCH.plusSeconds(3600),
          null);

  private final PostgresSettings settings;
  private final PostgresDatabase direct;
  private final FaultyLink link;
  private final PostgresDatabase database;
  private final Identities identities;
  private final Notices notices;
  private final NoticeInbox inbox = new NoticeInbox();

  OutageTest(PostgresDatabase direct, PostgresSettings settings) throws IOException {
    this.direct = direct;
    this.settings = settings;
    link = FaultyLink.to(Integer.parseInt(address()[3]));
    database = PostgresDatabase.open(throughTheLink());
    identities = database.identities(() -> Instant.EPOCH, Thread::startVirtualThread);
    notices = database.notices();
    notices.subscribe(inbox);
  }

  private String[] address() {
    return settings.jdbcUrl().split("[:/]+", -1);
  }

  private PostgresSettings throughTheLink() {
    String url = "jdbc:postgresql://127.0.0.1:" + link.port() + "/" + address()[4];
    return new PostgresSettings(url, settings.user(), settings.password(), 2);
  }

  @AfterEach
  void close() throws IOException, SQLException {
    setReadOnly(false);
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
  void isOpenedAlthoughTheServerIsSlowToAnswer() {
    link.freeze();
    CompletableFuture<PostgresDatabase> opening =
        CompletableFuture.supplyAsync(() -> PostgresDatabase.open(throughTheLink()));
    assertThatThrownBy(() -> opening.get(4, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);

    link.mend();

    assertThat(opening).succeedsWithin(Duration.ofSeconds(20)).satisfies(PostgresDatabase::close);
  }

  @Test
  void failsAnAppendSoThatItIsTriedAgain() {
    link.cut();

    assertThatThrownBy(() -> database.ledger("here").append(List.of(Records.full())))
        .isInstanceOf(Ledger.Away.class);
  }

  @ParameterizedTest
  @CsvSource({"53100, true", "53200, true", "57P03, true", "22001, false", "23514, false"})
  void tellsALedgerThatIsAwayFromARecordThatItCannotTake(String state, boolean away)
      throws SQLException {
    say(
        """
        create function stumble() returns trigger language plpgsql as
          $$ begin raise exception 'as the test wants' using errcode = '%s'; end $$
        """
            .formatted(state),
        "create trigger stumble before insert on usage_days for each row execute function stumble()");
    try {
      assertThatThrownBy(() -> direct.ledger("here").append(List.of(Records.full())))
          .isInstanceOf(RuntimeException.class)
          .satisfies(error -> assertThat(error instanceof Ledger.Away).isEqualTo(away));
    } finally {
      say("drop trigger stumble on usage_days", "drop function stumble");
    }
  }

  @Test
  void writesAgainAsSoonAsTheDatabaseLetsIt() throws SQLException {
    // given sessions that began while it was read-only, and stay so
    setReadOnly(true);
    try (PostgresDatabase opened = PostgresDatabase.open(settings)) {
      assertThat(appends(opened)).isFalse();

      // when
      setReadOnly(false);

      // then
      Eventually.holds("a record is appended", A_FEW_SECONDS, () -> appends(opened));
    }
  }

  @Test
  void knowsNoExpiredKeyWhileTheDatabaseIsReadOnly() throws SQLException {
    direct.apiKeys().insert(KEY, HASH);
    setReadOnly(true);
    try (PostgresDatabase opened = PostgresDatabase.open(settings)) {
      Identities later = opened.identities(KEY::expiresAt, Thread::startVirtualThread);

      assertThat(later.ofKey(TENANT, HASH))
          .succeedsWithin(A_FEW_SECONDS)
          .isInstanceOf(Identity.Unknown.class);
    }
  }

  /// For sessions that begin from now on.
  private void setReadOnly(boolean readOnly) throws SQLException {
    say(
        "set default_transaction_read_only = off",
        "alter database %s set default_transaction_read_only = %s"
            .formatted(address()[4], readOnly));
  }

  private void say(String... statements) throws SQLException {
    try (Connection administrator =
            DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
        Statement statement = administrator.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  private static boolean appends(PostgresDatabase opened) {
    try {
      opened.ledger("here").append(List.of(Records.full()));
      return true;
    } catch (RuntimeException _) {
      return false;
    }
  }

  @Test
  void resynchronisesAfterABrokenConnectionAndHearsAgain() throws Exception {
    link.cut();
    Eventually.holds("no longer connected", A_FEW_SECONDS, () -> !notices.connected());
    change(direct, "missed");

    link.mend();

    assertThat(inbox.take(1, A_FEW_SECONDS)).containsExactly(new Resynchronised());
    Eventually.holds("connected", A_FEW_SECONDS, notices::connected);
    change(direct, "heard");
    assertThat(inbox.take(1, Duration.ofSeconds(1))).containsExactly(new ResourcesChanged());
  }

  @Test
  void tellsThatNoticesWereMissedBeforeItSaysThatItIsConnected() throws Exception {
    BlockingQueue<Boolean> connected = new LinkedBlockingQueue<>();
    notices.subscribe(_ -> connected.add(notices.connected()));
    link.cut();
    Eventually.holds("no longer connected", A_FEW_SECONDS, () -> !notices.connected());

    link.mend();

    assertThat(connected.poll(5, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void connectsAgainHoweverLongTheServerWasAway() throws Exception {
    PersistentSource source = PostgresDatabase.dataSource(new PersistentSource(), settings, 10);
    source.setUrl(throughTheLink().jdbcUrl());
    link.cut();
    assertThatThrownBy(source::getConnection).isInstanceOf(SQLException.class);
    source.persist();
    CompletableFuture<Connection> connecting = CompletableFuture.supplyAsync(() -> open(source));
    assertThatThrownBy(() -> connecting.get(1, TimeUnit.SECONDS))
        .isInstanceOf(TimeoutException.class);

    link.mend();

    assertThat(connecting.get(5, TimeUnit.SECONDS).isValid(1)).isTrue();
    connecting.join().close();
  }

  @Test
  void doesNotTryAgainWhatTryingDoesNotCure() {
    PersistentSource source = PostgresDatabase.dataSource(new PersistentSource(), settings, 10);
    source.setPassword("wrong");
    source.setUser("nobody");
    source.persist();

    assertThatThrownBy(
            () -> CompletableFuture.supplyAsync(() -> open(source)).get(5, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class);
  }

  private static Connection open(PersistentSource source) {
    try {
      return source.getConnection();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
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
