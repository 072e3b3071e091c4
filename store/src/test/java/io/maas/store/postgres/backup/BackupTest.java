package io.maas.store.postgres.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.StoredKey;
import io.maas.domain.access.Users;
import io.maas.domain.ledger.VerificationQuery;
import io.maas.domain.metering.Usage;
import io.maas.domain.metering.UsageRecord;
import io.maas.store.file.SealKey;
import io.maas.store.postgres.PostgresDatabase;
import io.maas.store.postgres.PostgresSettings;
import io.maas.store.postgres.embedded.EmbeddedPostgresExtension;
import io.maas.testkit.metering.Records;
import io.maas.testkit.outage.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(EmbeddedPostgresExtension.class)
class BackupTest {

  private static final Instant NOON = Records.NOON;

  private final PostgresDatabase database;
  private final PostgresSettings settings;
  private final Jdbi jdbi;

  @TempDir private Path folder;
  private Path file;
  private PostgresSettings other;

  BackupTest(PostgresDatabase database, PostgresSettings settings) {
    this.database = database;
    this.settings = settings;
    this.jdbi = Jdbi.create(settings.jdbcUrl(), settings.user(), settings.password());
  }

  @BeforeEach
  void prepare() throws IOException {
    file = folder.resolve("all.zip");
    jdbi.useHandle(handle -> {
      handle.execute("drop database if exists restored with (force)");
      handle.execute("create database restored");
    });
    other =
        new PostgresSettings(
            settings.jdbcUrl().replaceAll("/[^/]+$", "/restored"),
            settings.user(),
            settings.password(),
            2);
    fill();
  }

  private void fill() throws IOException {
    database.users().create(new Users.User("acme", "ada\n\t\\", true, List.of("gold"), NOON));
    database
        .apiKeys()
        .insert(
            new StoredKey(
                "id-1",
                "acme",
                "ada",
                "läptop \"1\"",
                null,
                "ns/gold",
                List.of("gold", "a,b"),
                Map.of("k", "v\\n"),
                false,
                StoredKey.Status.ACTIVE,
                NOON,
                NOON.plus(Duration.ofDays(30)),
                null),
            CredentialHash.of("1"));
    UsageRecord today = Records.full();
    UsageRecord before = Records.at(NOON.minus(Duration.ofDays(3)), Usage.reported(1, 2));
    database.ledger("one").append(List.of(today, before));
    database.bookkeeping(SealKey.in(folder)).checkpoint(NOON);
  }

  /// All rows of all tables, as texts.
  private static SortedMap<String, List<String>> rows(PostgresSettings settings) {
    Jdbi jdbi = Jdbi.create(settings.jdbcUrl(), settings.user(), settings.password());
    SortedMap<String, List<String>> rows = new TreeMap<>();
    try (Handle handle = jdbi.open()) {
      for (String table : Tables.of(handle.getConnection()).keySet()) {
        rows.put(
            table,
            handle
                .createQuery("select t::text from " + Tables.quoted(table) + " t order by 1")
                .mapTo(String.class)
                .list());
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return rows;
  }

  @Test
  void bringsEveryRowBack() throws IOException {
    Manifest written = Backup.write(settings, file, NOON);

    Manifest read = Restore.read(other, file);

    assertThat(read).isEqualTo(written);
    assertThat(rows(other)).isEqualTo(rows(settings));
    assertThat(rows(settings).get("usage_records")).hasSize(2);
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
  }

  @Test
  void bringsBackWhatCanBeUsedAndVerified() throws IOException {
    Backup.write(settings, file, NOON);
    Restore.read(other, file);

    try (PostgresDatabase restored = PostgresDatabase.open(other)) {
      assertThat(restored.users().find("acme", "ada\n\t\\")).isPresent();
      restored.ledger("one").append(List.of(Records.at(NOON, Usage.reported(5, 6))));
      restored.ledger("two").append(List.of(Records.at(NOON, Usage.reported(7, 8))));
      assertThat(
              restored
                  .bookkeeping(SealKey.in(folder))
                  .verify(new VerificationQuery(null, null, null))
                  .chains())
          .extracting(chain -> chain.name() + " " + chain.records() + " " + chain.found())
          .containsExactly("one 3 0", "two 1 0");
    }
  }

  @Test
  void isOfOneMoment() throws Exception {
    // A row that comes while tables are read would have to be in none of them, or break a
    // reference.
    Manifest written;
    try (Handle late = jdbi.open();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      late.begin();
      late.execute("lock table users in access exclusive mode");
      Future<Manifest> backup = threads.submit(() -> Backup.write(settings, file, NOON));
      Eventually.holds("it waits for the users", Duration.ofSeconds(30), this::isHeldUp);
      late.execute(
          "insert into users (tenant, name, admin, created_at) values ('acme', 'late', false,"
              + " now())");
      late.commit();
      written = backup.get();
    }

    assertThat(Restore.read(other, file)).isEqualTo(written);
    assertThat(database.users().find("acme", "late")).isPresent();
    try (PostgresDatabase restored = PostgresDatabase.open(other)) {
      assertThat(restored.users().find("acme", "late")).isEmpty();
    }
  }

  private boolean isHeldUp() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select exists (select from pg_locks where not granted and relation ="
                    + " 'users'::regclass)")
            .mapTo(Boolean.class)
            .one());
  }

  @Test
  void becomesOfThisReleaseWhateverReleaseItIsOf() throws IOException {
    PostgresSettings old = databaseOfSchema16();
    Backup.write(old, file, NOON);

    Manifest read = Restore.read(other, file);

    assertThat(read.schema()).isEqualTo(16);
    assertThat(rows(other).keySet()).isEqualTo(rows(settings).keySet());
    try (PostgresDatabase restored = PostgresDatabase.open(other)) {
      assertThat(restored.users().find("acme", "ada")).isPresent();
      assertThat(restored.apiKeys().find("acme", "id-1")).isPresent();
    }
  }

  private PostgresSettings databaseOfSchema16() {
    jdbi.useHandle(handle -> {
      handle.execute("drop database if exists old with (force)");
      handle.execute("create database old");
    });
    PostgresSettings old =
        new PostgresSettings(
            settings.jdbcUrl().replaceAll("/[^/]+$", "/old"),
            settings.user(),
            settings.password(),
            2);
    Flyway.configure()
        .dataSource(old.jdbcUrl(), old.user(), old.password())
        .locations("classpath:db/migration")
        .target("16")
        .load()
        .migrate();
    Jdbi.create(old.jdbcUrl(), old.user(), old.password())
        .useHandle(handle -> {
          handle.execute("insert into users values ('acme', 'ada', false, now())");
          handle.execute(
              """
              insert into api_keys (id, username, name, key_hash, user_groups, expires_at,
                subscription, tenant)
              values ('id-1', 'ada', 'laptop', 'h', '{}', now() + interval '1 day', 'ns/s', 'acme')
              """);
        });
    return old;
  }

  @Test
  void refusesADatabaseInWhichSomethingIs() throws IOException {
    Backup.write(settings, file, NOON);

    assertThatThrownBy(() -> Restore.read(settings, file))
        .hasMessageStartingWith("the database has tables: ")
        .hasMessageEndingWith("(expected: a database in which nothing is)");
  }

  @Test
  void refusesABackupOfALaterRelease() throws IOException {
    Backup.write(settings, file, NOON);
    rewrite((name, bytes) ->
        name.equals(Manifest.NAME) ? new Manifest(999, NOON, List.of()).write() : bytes);

    assertThatThrownBy(() -> Restore.read(other, file))
        .hasMessageMatching(
            ".*: of schema 999 \\(expected: 1 to [0-9]+; a later release reads it\\)");
  }

  @Test
  void restoresNothingOfAFileThatWasChanged() throws IOException {
    Backup.write(settings, file, NOON);
    rewrite((name, bytes) -> {
      if (name.equals("tables/api_keys.copy")) {
        bytes[0] ^= 1;
      }
      return bytes;
    });

    assertThatThrownBy(() -> Restore.read(other, file))
        .hasMessageMatching("api_keys: 1 rows with digest .* \\(expected: 1 with .*\\)");
    assertThat(rows(other).get("users")).isEmpty();
  }

  @Test
  void refusesAFileThatIsNone() throws IOException {
    Files.writeString(file, "no zip");
    assertThatThrownBy(() -> Restore.read(other, file)).hasMessageContaining("not a backup");

    Backup.write(settings, folder.resolve("whole.zip"), NOON);
    byte[] whole = Files.readAllBytes(folder.resolve("whole.zip"));
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> Restore.read(other, file)).hasMessageContaining("cut short");
  }

  private interface Change {
    byte[] of(String name, byte[] bytes);
  }

  private void rewrite(Change change) throws IOException {
    Path aside = folder.resolve("aside.zip");
    try (ZipFile from = new ZipFile(file.toFile());
        OutputStream out = Files.newOutputStream(aside);
        ZipOutputStream to = new ZipOutputStream(out)) {
      for (ZipEntry entry : from.stream().toList()) {
        to.putNextEntry(new ZipEntry(entry.getName()));
        try (InputStream in = from.getInputStream(entry)) {
          to.write(change.of(entry.getName(), in.readAllBytes()));
        }
        to.closeEntry();
      }
    }
    Files.delete(file);
    Files.move(aside, file);
  }
}
