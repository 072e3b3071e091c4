package io.maas.app.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.app.CallerShell;
import io.maas.store.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Tag("slow")
final class BackupCommandTest {
  @TempDir Path folder;

  private CallerShell caller = new CallerShell(Path.of("/nowhere"), Map.of());

  private int backup(Path file, Path data) {
    caller = new CallerShell(folder, Map.of());
    return new CommandLine(
            new BackupCommand(caller.shell(), () -> Instant.EPOCH, new SecureRandom()))
        .execute(file.toString(), "--data", data.toString());
  }

  private int restore(Path file, Path data) {
    caller = new CallerShell(folder, Map.of());
    return new CommandLine(new RestoreCommand(caller.shell(), new SecureRandom()))
        .execute(file.toString(), "--data", data.toString());
  }

  @Test
  void takesTheEmbeddedDatabaseToAnotherPlaceWhetherItRunsOrNot() throws IOException {
    Path old = folder.resolve("old");
    Path fresh = folder.resolve("fresh");
    Path file = folder.resolve("all.zip");
    try (EmbeddedPostgres running = EmbeddedPostgres.start(old, new SecureRandom())) {
      io.maas.store.postgres.PostgresDatabase.open(running.settings(1)).close();
      assertThat(backup(file, old)).as(caller.err()).isZero();
      assertThat(caller.out()).contains(file.toString(), "tables, schema ");
    }
    assertThat(backup(folder.resolve("again.zip"), old)).as(caller.err()).isZero();

    assertThat(restore(file, fresh)).as(caller.err()).isZero();

    assertThat(backup(folder.resolve("copied.zip"), fresh)).as(caller.err()).isZero();
    assertThat(restore(file, fresh)).isOne();
    assertThat(caller.err()).contains("the database has tables: ");
  }

  @Test
  void overwritesNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("there.zip"), "mine");

    assertThat(backup(file, folder.resolve("data"))).isOne();

    assertThat(caller.err()).contains("exists (expected: a name that is free)");
    assertThat(file).content().isEqualTo("mine");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void restoresNothingFromNothing() {
    assertThat(restore(folder.resolve("gone.zip"), folder.resolve("data"))).isOne();

    assertThat(caller.err()).contains("not there (expected: what `maas backup` wrote)");
    assertThat(folder.resolve("data")).doesNotExist();
  }
}
