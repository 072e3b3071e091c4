package io.maas.app.backup;

import io.maas.app.config.Configuration;
import io.maas.app.config.Key;
import io.maas.cli.shell.Shell;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which database is meant: as `maas up` is told, by flags, variables or its file.
final class DatabaseOptions {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data directory of an embedded database, as for `maas up`.")
  private @Nullable String data;

  @Option(
      names = "--postgres",
      paramLabel = "URL",
      description = "Another database: postgresql://USER:PASSWORD@HOST:PORT/DATABASE.")
  private @Nullable String postgres;

  @Option(names = "--config", paramLabel = "FILE", description = "The configuration's file.")
  private @Nullable Path file;

  Configuration.Read read(Shell shell) {
    Map<Key, List<String>> flags = new EnumMap<>(Key.class);
    if (data != null) {
      flags.put(Key.DATA, List.of(data));
    }
    if (postgres != null) {
      flags.put(Key.POSTGRES, List.of(postgres));
    }
    return new Configuration(shell).read(Optional.ofNullable(file), flags);
  }
}
