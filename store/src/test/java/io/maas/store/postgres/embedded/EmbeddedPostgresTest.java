package io.maas.store.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maas.domain.access.Users.User;
import io.maas.store.postgres.PostgresDatabase;
import io.maas.testkit.outage.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresTest {

  /// One for all tests: each leaves it stopped and whole.
  private static Path data;

  @BeforeAll
  static void makeDirectory() throws IOException {
    data = directory();
  }

  @AfterAll
  static void deleteDirectory() throws IOException {
    Trees.delete(data);
  }

  @AfterEach
  void stopServer() throws IOException {
    if (Files.exists(data.resolve("postgres/postmaster.pid"))) {
      start(data).close();
    }
  }

  private static EmbeddedPostgres start(Path data) throws IOException {
    return EmbeddedPostgres.start(data, new SecureRandom());
  }

  private static Path directory() throws IOException {
    Path made = Files.createTempDirectory("maas-embedded-");
    // As ours is at home: others may enter, but not look around.
    Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwx--x--x"));
    SharedPrograms.linkFrom(made);
    return made;
  }

  /// Whether it runs; a zombie that nobody buries does not.
  private static boolean runs(long pid) throws IOException {
    Path commandLine = Path.of("/proc", Long.toString(pid), "cmdline");
    return Files.exists(commandLine) && Files.readAllBytes(commandLine).length > 0;
  }

  private static String ask(EmbeddedPostgres server, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      assertThat(answer.next()).isTrue();
      return answer.getString(1);
    }
  }

  private static void createAda(EmbeddedPostgres server) {
    try (PostgresDatabase database = PostgresDatabase.open(server.settings(2))) {
      database.users().create(new User("acme", "ada", true, List.of(), Instant.EPOCH));
    }
  }

  private static Optional<User> findAda(EmbeddedPostgres server) {
    try (PostgresDatabase database = PostgresDatabase.open(server.settings(2))) {
      return database.users().find("acme", "ada");
    }
  }

  private long postmasterPid() throws IOException {
    return Long.parseLong(Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst());
  }

  @Test
  void isARealServerThatSyncsAndListensOnLoopbackOnly() throws Exception {
    try (EmbeddedPostgres server = start(data)) {
      assertThat(ask(server, "show fsync")).isEqualTo("on");
      assertThat(ask(server, "show synchronous_commit")).isEqualTo("on");
      assertThat(ask(server, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ask(server, "show unix_socket_directories")).isEmpty();
      assertThat(ask(server, "select string_agg(distinct auth_method, ',') from pg_hba_file_rules"))
          .isEqualTo("scram-sha-256");
      assertThat(
              ask(
                  server,
                  "select datlocprovider::text || ' ' || datlocale from pg_database where datname = 'maas'"))
          .isEqualTo("b C.UTF-8");
    }
  }

  @Test
  void letsNobodyInWithoutItsPassword() throws Exception {
    try (EmbeddedPostgres server = start(data)) {
      assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), server.user(), ""))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(
              () -> DriverManager.getConnection(server.jdbcUrl(), "postgres", server.password()))
          .isInstanceOf(SQLException.class);
      assertThat(server.settings(2).toString()).doesNotContain(server.password());
      Path file = data.resolve("postgres.password");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(Files.readString(file)).hasSizeGreaterThan(40).isEqualTo(server.password());
    }
  }

  @Test
  void keepsItsDataOverARestart() throws Exception {
    long first;
    try (EmbeddedPostgres server = start(data)) {
      createAda(server);
      first = postmasterPid();
    }
    assertThat(runs(first)).isFalse();
    assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();

    try (EmbeddedPostgres server = start(data)) {
      assertThat(server.adopted()).isFalse();
      assertThat(findAda(server)).isPresent();
    }
  }

  @Test
  void adoptsTheServerOfAnOwnerThatWasKilled() throws Exception {
    Process owner = startOwner();
    String url = readUrl(owner);
    long pid = postmasterPid();
    owner.destroyForcibly();
    assertThat(owner.waitFor(10, TimeUnit.SECONDS)).isTrue();

    try (EmbeddedPostgres server = start(data)) {
      assertThat(server.adopted()).isTrue();
      assertThat(server.jdbcUrl()).isEqualTo(url);
      assertThat(postmasterPid()).isEqualTo(pid);
      assertThat(findAda(server)).isPresent();
    }
    assertThat(runs(pid)).isFalse();
  }

  private Process startOwner() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            ShortLivedOwner.class.getName(),
            data.toString())
        .redirectErrorStream(false)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static String readUrl(Process owner) throws IOException {
    BufferedReader said = owner.inputReader(StandardCharsets.UTF_8);
    String url = said.readLine();
    assertThat(url).as("what the owner printed").isNotNull().startsWith("jdbc:postgresql:");
    return url;
  }

  /// What the test kills: starts a server, puts something into it, and waits for its end.
  static final class ShortLivedOwner {
    public static void main(String[] arguments) throws Exception {
      EmbeddedPostgres server = start(Path.of(arguments[0]));
      createAda(server);
      System.out.println(server.jdbcUrl());
      Thread.sleep(Duration.ofMinutes(5));
    }
  }

  @Test
  void replacesAnOrphanThatDoesNotAnswer() throws Exception {
    EmbeddedPostgres lost = start(data);
    createAda(lost);
    long pid = postmasterPid();
    Files.writeString(data.resolve("postgres.password"), "not its password");

    assertThatThrownBy(() -> start(data))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("refuses us");

    assertThat(runs(pid)).isFalse();
    Files.writeString(data.resolve("postgres.password"), lost.password());
    try (EmbeddedPostgres server = start(data)) {
      assertThat(findAda(server)).isPresent();
    }
  }

  @Test
  void startsAgainWhereItWasWhenItsServerIsKilled() throws Exception {
    try (EmbeddedPostgres server = start(data)) {
      createAda(server);
      assertThat(server.startIfGone()).isFalse();
      ProcessHandle postmaster = ProcessHandle.of(postmasterPid()).orElseThrow();

      postmaster.destroyForcibly();

      Eventually.holds("it is gone", Duration.ofSeconds(10), () -> isGone(postmaster.pid()));
      Eventually.holds("it starts again", Duration.ofSeconds(10), () -> startsAgain(server));
      assertThat(findAda(server)).isPresent();
    }
  }

  private static boolean isGone(long pid) {
    try {
      return !runs(pid);
    } catch (IOException _) {
      return true; // it went while we looked
    }
  }

  /// Not as long as those that it forked are still on their way out.
  private static boolean startsAgain(EmbeddedPostgres server) {
    try {
      return server.startIfGone();
    } catch (IOException _) {
      return false;
    }
  }

  @Test
  void staysAwayOnceItIsClosed() throws Exception {
    EmbeddedPostgres server = start(data);
    server.close();

    assertThat(server.startIfGone()).isFalse();
    assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
  }

  @Test
  void startsOverTheFileOfACrashedMachine() throws Exception {
    start(data).close();
    long somebodyElse = ProcessHandle.current().pid();
    Files.writeString(
        data.resolve("postgres/postmaster.pid"),
        somebodyElse + "\n" + data.resolve("postgres") + "\n1\n5432\n\n127.0.0.1\n\nready\n");

    try (EmbeddedPostgres server = start(data)) {
      assertThat(server.adopted()).isFalse();
      assertThat(ask(server, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void makesAgainWhatACrashLeftHalfMade() throws Exception {
    Path fresh = directory();
    Files.createDirectories(fresh.resolve("postgres.new/base"));

    try (EmbeddedPostgres server = start(fresh)) {
      assertThat(ask(server, "select 1")).isEqualTo("1");
    }

    assertThat(fresh.resolve("postgres.new")).doesNotExist();
    Trees.delete(fresh);
  }

  @Test
  void unpacksItsProgramsAgainWhereACrashLeftHalfOfThem() throws Exception {
    Path fresh = Files.createTempDirectory("maas-binaries-");
    String version = SharedPrograms.directory().getFileName().toString();
    Files.createDirectories(fresh.resolve(version + ".new/bin"));

    Path programs = Binaries.unpackInto(fresh);

    assertThat(programs).isEqualTo(fresh.resolve(version));
    assertThat(programs.resolve("bin/postgres")).isExecutable();
    assertThat(fresh.resolve(version + ".new")).doesNotExist();
    Trees.delete(fresh);
  }

  @Test
  void runsAsRootWhereNobodyElseMayEnter() throws Exception {
    Path closed = Files.createTempDirectory("maas-closed-");
    SharedPrograms.linkFrom(closed);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(closed)))
        .isEqualTo("rwx------");

    start(closed).close();
    try (EmbeddedPostgres again = start(closed)) {
      assertThat(ask(again, "select 1")).isEqualTo("1");
    }

    Trees.delete(closed);
  }

  @Test
  void saysWhatIsMissingWhenThePasswordIsGone() throws Exception {
    start(data).close();
    Path aside = data.resolve("aside");
    Files.move(data.resolve("postgres.password"), aside);

    assertThatThrownBy(() -> start(data))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("postgres.password: missing");

    Files.move(aside, data.resolve("postgres.password"));
  }

  @Test
  void keepsItsPortUnlessSomebodyTookIt() throws Exception {
    EmbeddedPostgres first = start(data);
    first.close();
    int port = Integer.parseInt(first.jdbcUrl().replaceFirst(".*:(\\d+)/maas", "$1"));

    EmbeddedPostgres second = start(data);
    second.close();
    assertThat(second.jdbcUrl()).isEqualTo(first.jdbcUrl());

    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        EmbeddedPostgres third = start(data)) {
      assertThat(third.jdbcUrl()).isNotEqualTo(first.jdbcUrl());
    }
  }
}
