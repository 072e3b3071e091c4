package io.maas.app.backup;

import io.maas.app.config.Configuration;
import io.maas.app.config.MaasConfig;
import io.maas.cli.shell.ExitCode;
import io.maas.cli.shell.Shell;
import io.maas.store.postgres.backup.Backup;
import io.maas.store.postgres.backup.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `maas backup`: all that is in the database, in one file, while it is used or not.
@Command(
    name = "backup",
    description = {
      "Writes all that is in the database into one file, as it was at one moment.",
      "maas may run meanwhile. docs/backup.md says what else is worth keeping."
    },
    footer = {"", "Example: maas backup /backups/maas-monday.zip"})
public final class BackupCommand implements Callable<Integer> {
  private final Shell shell;
  private final InstantSource clock;
  private final RandomGenerator chance;

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Parameters(paramLabel = "FILE", description = "A name that is free.")
  private @Nullable Path file;

  /// @param chance fit for secrets
  public BackupCommand(Shell shell, InstantSource clock, RandomGenerator chance) {
    this.shell = shell;
    this.clock = clock;
    this.chance = chance;
  }

  @Override
  public Integer call() {
    return switch (database.read(shell)) {
      case Configuration.Read.Sound(var config) ->
          write(config, Objects.requireNonNull(file).toAbsolutePath());
      case Configuration.Read.Unsound(var problems) -> {
        problems.forEach(shell::fail);
        yield ExitCode.USAGE;
      }
    };
  }

  private int write(MaasConfig config, Path to) {
    if (Files.exists(to)) {
      return shell.fail(to + ": exists (expected: a name that is free)");
    }
    try {
      Manifest manifest =
          new DatabaseAtHand(config, chance)
              .use(settings -> Backup.write(settings, to, clock.instant()));
      shell.out().println(RestoreCommand.told(to, manifest));
      shell.out().flush();
      return ExitCode.OK;
    } catch (IOException e) {
      return shell.fail("backup: " + e.getMessage());
    }
  }
}
