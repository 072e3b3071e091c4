package io.maas.store.postgres.embedded;

import io.maas.store.postgres.PostgresSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running server. Below the data directory it owns `postgres` (the database), `postgres-bin`
/// (its programs) and `postgres.password`.
///
/// The caller makes sure that no other process of ours uses the same data directory.
public final class EmbeddedPostgres implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final String DATABASE = "maas";
  private static final String USER = "maas";

  private final Cluster cluster;
  private final int port;
  private final String password;
  private final boolean adopted;
  private boolean closed;

  private EmbeddedPostgres(Cluster cluster, Postmaster postmaster, String password, boolean found) {
    this.cluster = cluster;
    this.port = postmaster.port();
    this.password = password;
    this.adopted = found;
  }

  /// Starts the server of this data directory, makes it first where there is none, and adopts it
  /// where one is still running that lost its owner. Blocks until it answers: about two seconds the
  /// first time, a fifth of one later.
  ///
  /// @param secrets makes the password where there is none yet; nobody may guess what it gives
  /// @throws IOException if it cannot run here; the message says why
  public static EmbeddedPostgres start(Path dataDirectory, RandomGenerator secrets)
      throws IOException {
    Path data = Files.createDirectories(dataDirectory.toAbsolutePath().normalize()).toRealPath();
    Path directory = data.resolve("postgres");
    Password password = Password.of(data.resolve("postgres.password"));
    Path programs = Binaries.unpackInto(data.resolve("postgres-bin"));
    ServerAccount account = ServerAccount.forServerIn(directory, programs);
    Cluster cluster = new Cluster(directory, programs, account);
    if (!cluster.exists()) {
      password.createUnlessThere(secrets);
      cluster.create(USER, password, account);
    }
    String secret = password.read();
    Optional<Postmaster> orphan = cluster.postmaster();
    boolean adopted = orphan.isPresent() && answers(orphan.get(), secret);
    if (orphan.isPresent() && !adopted) {
      LOG.atWarn()
          .setMessage("a server without an owner does not answer and is stopped")
          .addKeyValue("pid", orphan.get().pid())
          .log();
      cluster.stop();
    }
    Postmaster postmaster = adopted ? orphan.orElseThrow() : cluster.start();
    EmbeddedPostgres server = new EmbeddedPostgres(cluster, postmaster, secret, adopted);
    try {
      FirstDatabase.createUnlessThere(server.urlOf("postgres"), USER, secret, DATABASE);
    } catch (IOException e) {
      server.close();
      throw e;
    }
    LOG.atInfo()
        .setMessage(adopted ? "embedded PostgreSQL adopted" : "embedded PostgreSQL started")
        .addKeyValue("port", postmaster.port())
        .addKeyValue("pid", postmaster.pid())
        .log();
    return server;
  }

  /// How to reach the server of this data directory, which somebody else runs; empty where none
  /// runs.
  ///
  /// @throws IOException if we may not know its password
  public static Optional<PostgresSettings> running(Path dataDirectory) throws IOException {
    if (!Files.exists(dataDirectory)) {
      return Optional.empty();
    }
    Path data = dataDirectory.toRealPath();
    Optional<Postmaster> server = Postmaster.of(data.resolve("postgres"));
    if (server.isEmpty()) {
      return Optional.empty();
    }
    String secret = Password.of(data.resolve("postgres.password")).read();
    return Optional.of(new PostgresSettings(urlOf(server.get().port(), DATABASE), USER, secret, 1));
  }

  private static boolean answers(Postmaster orphan, String secret) {
    return FirstDatabase.answers(urlOf(orphan.port(), "postgres"), USER, secret);
  }

  /// Starts it again where it was if it is gone without having been closed: killed by the kernel
  /// for want of memory, or by somebody. To be called now and then.
  ///
  /// @return whether it was gone
  /// @throws IOException if it cannot be started now
  public synchronized boolean startIfGone() throws IOException {
    if (closed || cluster.postmaster().isPresent()) {
      return false;
    }
    LOG.atWarn().setMessage("embedded PostgreSQL is gone and is started again").log();
    cluster.startAt(port);
    return true;
  }

  /// `jdbc:postgresql://127.0.0.1:PORT/maas`.
  public String jdbcUrl() {
    return urlOf(DATABASE);
  }

  /// The owner of the database.
  public String user() {
    return USER;
  }

  /// Its password, random and kept in `postgres.password`.
  public String password() {
    return password;
  }

  /// Whether it was running already when it was asked to start.
  public boolean adopted() {
    return adopted;
  }

  /// `postgresql://…` with the password in it, as `psql` and other clients want it.
  public String uri() {
    return "postgresql://" + USER + ":" + password + "@127.0.0.1:" + port + "/" + DATABASE;
  }

  /// How to open it.
  public PostgresSettings settings(int poolSize) {
    return new PostgresSettings(jdbcUrl(), USER, password, poolSize);
  }

  /// Ends all its connections, writes everything out, and waits until it is gone.
  @Override
  public synchronized void close() {
    closed = true;
    try {
      cluster.stop();
    } catch (IOException e) {
      LOG.atError().setMessage("embedded PostgreSQL did not stop").setCause(e).log();
    }
  }

  private String urlOf(String database) {
    return urlOf(port, database);
  }

  private static String urlOf(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }
}
