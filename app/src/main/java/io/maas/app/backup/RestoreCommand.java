package io.maas.app.backup;

import io.maas.app.config.Configuration;
import io.maas.app.config.MaasConfig;
import io.maas.cli.shell.ExitCode;
import io.maas.cli.shell.Shell;
import io.maas.store.postgres.backup.Manifest;
import io.maas.store.postgres.backup.Restore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `maas restore`: a backup into a database in which nothing is.
@Command(
    name = "restore",
    description = {
      "Reads a backup into a database in which nothing is: all of it, or nothing.",
      "One of an earlier release becomes one of this release. docs/backup.md has the steps."
    },
    footer = {"", "Example: maas restore /backups/maas-monday.zip --data /var/lib/maas"})
public final class RestoreCommand implements Callable<Integer> {
  private final Shell shell;
  private final RandomGenerator chance;

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Parameters(paramLabel = "FILE", description = "What `maas backup` wrote.")
  private @Nullable Path file;

  /// @param chance fit for secrets
  public RestoreCommand(Shell shell, RandomGenerator chance) {
    this.shell = shell;
    this.chance = chance;
  }

  @Override
  public Integer call() {
    return switch (database.read(shell)) {
      case Configuration.Read.Sound(var config) -> read(config, Objects.requireNonNull(file));
      case Configuration.Read.Unsound(var problems) -> {
        problems.forEach(shell::fail);
        yield ExitCode.USAGE;
      }
    };
  }

  private int read(MaasConfig config, Path from) {
    if (!Files.isReadable(from)) {
      return shell.fail(from + ": not there (expected: what `maas backup` wrote)");
    }
    try {
      Manifest manifest =
          new DatabaseAtHand(config, chance).useAlone(settings -> Restore.read(settings, from));
      shell.out().println(told(from, manifest));
      shell.out().flush();
      return ExitCode.OK;
    } catch (IOException e) {
      return shell.fail("restore: " + e.getMessage());
    }
  }

  static String told(Path file, Manifest manifest) {
    return "%s: %d rows of %d tables, schema %d, of %s"
        .formatted(
            file, manifest.rows(), manifest.parts().size(), manifest.schema(), manifest.madeAt());
  }
}
