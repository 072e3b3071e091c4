package io.maas.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.maas.domain.access.AccessRequests;
import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.Identities;
import io.maas.domain.access.Passwords;
import io.maas.domain.access.Sessions;
import io.maas.domain.access.Users;
import io.maas.domain.audit.AuditKeeping;
import io.maas.domain.audit.AuditLog;
import io.maas.domain.expiry.ExpiryNotices;
import io.maas.domain.job.JobBook;
import io.maas.domain.ledger.Bookkeeping;
import io.maas.domain.ledger.Seal;
import io.maas.domain.metering.Epochs;
import io.maas.domain.metering.Ledger;
import io.maas.domain.notice.Notices;
import io.maas.domain.resource.Resources;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/// An open database with an up-to-date schema, and the ports it stands behind. All ports may be
/// used by any number of threads; at most `poolSize` of them talk to the server at once, the others
/// wait [#PATIENCE] for their turn and then fail.
public final class PostgresDatabase implements AutoCloseable {

  /// How long to wait for a connection before saying that the store cannot tell.
  public static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final int CONNECT_SECONDS = 3;
  private static final int READ_SECONDS = 60;

  /// Nobody waits for an answer while a process starts, and one that gives up has to start anew.
  private static final int START_SECONDS = 30;

  private final PostgresSettings settings;
  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final Resources resources;

  private PostgresDatabase(PostgresSettings settings, HikariDataSource pool) {
    this.settings = settings;
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
    this.resources = new PostgresResources(jdbi);
  }

  /// Connects and migrates. Several processes may do so at once; one migrates, the others wait.
  ///
  /// @throws RuntimeException if the server cannot be reached or the schema is not ours
  public static PostgresDatabase open(PostgresSettings settings) {
    migrate(settings);
    PersistentSource source = dataSource(new PersistentSource(), settings, READ_SECONDS);
    HikariDataSource pool = new HikariDataSource(poolOf(settings, source));
    source.persist();
    return new PostgresDatabase(settings, pool);
  }

  private static void migrate(PostgresSettings settings) {
    // Not through the pool: a migration may take longer than the pool lets a statement take.
    PGSimpleDataSource patient = dataSource(new PGSimpleDataSource(), settings, 0);
    patient.setLoginTimeout(START_SECONDS);
    Flyway.configure().dataSource(patient).locations("classpath:db/migration").load().migrate();
  }

  private static HikariConfig poolOf(PostgresSettings settings, PersistentSource source) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("maas");
    config.setDataSource(source);
    config.setMaximumPoolSize(settings.poolSize());
    config.setMinimumIdle(1);
    config.setConnectionTimeout(PATIENCE.toMillis());
    config.setInitializationFailTimeout(Duration.ofSeconds(START_SECONDS).toMillis());
    config.setValidationTimeout(Duration.ofSeconds(1).toMillis());
    config.setExceptionOverride(new ReadOnlySessions());
    // The server stops working on what we have stopped waiting for. Its just-in-time compiler takes
    // longer than any of our statements.
    config.setConnectionInitSql(
        "set statement_timeout = '" + (READ_SECONDS - 5) + "s'; set jit = off");
    return config;
  }

  static <S extends PGSimpleDataSource> S dataSource(
      S source, PostgresSettings settings, int readSeconds) {
    source.setUrl(settings.jdbcUrl());
    source.setUser(settings.user());
    source.setPassword(settings.password());
    source.setApplicationName("maas");
    source.setConnectTimeout(CONNECT_SECONDS);
    source.setLoginTimeout(CONNECT_SECONDS);
    source.setSocketTimeout(readSeconds);
    source.setTcpKeepAlive(true);
    return source;
  }

  /// The keys of all tenants.
  public ApiKeys apiKeys() {
    return new PostgresApiKeys(jdbi);
  }

  /// The local users and groups.
  public Users users() {
    return new PostgresUsers(jdbi);
  }

  /// Who asked for subscriptions, and who was given them.
  public AccessRequests accessRequests() {
    return new PostgresAccessRequests(jdbi);
  }

  /// The passwords of local users.
  public Passwords passwords() {
    return new PostgresPasswords(jdbi);
  }

  /// Who is signed in with a browser.
  public Sessions sessions() {
    return new PostgresSessions(jdbi);
  }

  /// What administrators declare.
  public Resources resources() {
    return resources;
  }

  /// The secrets that were given to us to keep.
  public PostgresSecrets secrets(SecretCipher cipher) {
    return new PostgresSecrets(jdbi, cipher);
  }

  /// The book of usage records, for one who appends to it.
  ///
  /// @param chain names the chain of what is appended: the id of a gateway, which is nobody else's
  public Ledger ledger(String chain) {
    return new PostgresLedger(jdbi, chain);
  }

  /// What the ledger needs over the years.
  ///
  /// @param seal signs; its private half is not in the database
  public Bookkeeping bookkeeping(Seal seal) {
    return new PostgresBookkeeping(jdbi, seal, PostgresBookkeeping.PAGE);
  }

  /// Who did what.
  ///
  /// @param seal signs here; whoever verifies is told of what other keys signed
  public AuditLog auditLog(Seal seal) {
    return new PostgresAuditLog(jdbi, seal.keyId(), PostgresAuditLog.PAGE);
  }

  /// What the audit logs need over the years.
  ///
  /// @param seal signs; its private half is not in the database
  public AuditKeeping auditKeeping(Seal seal) {
    return new PostgresAuditKeeping(jdbi, seal, PostgresAuditKeeping.AT_ONCE);
  }

  /// What gateways that share counters agree on.
  public Epochs epochs() {
    return new PostgresEpochs(jdbi);
  }

  /// Where controls agree on who runs a job.
  public JobBook jobs() {
    return new PostgresJobBook(jdbi);
  }

  /// What was said of keys that end soon.
  public ExpiryNotices expiryNotices() {
    return new PostgresExpiryNotices(jdbi);
  }

  /// Finds who shows a key or a local token.
  ///
  /// @param clock tells what has expired
  /// @param executor runs the look-ups, which block: virtual threads
  public Identities identities(InstantSource clock, Executor executor) {
    return new PostgresIdentities(jdbi, clock, executor);
  }

  /// What changes in the database, as it happens, over a connection of its own. Close it.
  public Notices notices() {
    return PostgresNotices.listen(settings);
  }

  /// Closes the pool. Notices close on their own.
  @Override
  public void close() {
    pool.close();
  }
}
