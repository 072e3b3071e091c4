package io.maas.app.config;

import io.maas.cli.shell.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the configuration from the file, the environment and the flags, in rising precedence.
public final class Configuration {
  /// The file's name where it is looked for.
  public static final String FILE_NAME = "maas.yaml";

  /// The variable that names another file.
  public static final String FILE_VARIABLE = "MAAS_CONFIG";

  private final Shell shell;

  public Configuration(Shell shell) {
    this.shell = shell;
  }

  /// What came of reading.
  public sealed interface Read {
    /// It is sound.
    record Sound(MaasConfig config) implements Read {}

    /// It is not; one line for each thing that is wrong.
    record Unsound(List<String> problems) implements Read {}
  }

  /// Reads it.
  ///
  /// @param file the file that a flag names, if one does
  /// @param flags the values of the flags that were given
  public Read read(Optional<Path> file, Map<Key, List<String>> flags) {
    List<String> problems = new ArrayList<>();
    Map<Key, Given> given = new EnumMap<>(Key.class);
    file(file).ifPresent(path -> new ConfigFile(path).read(given, problems));
    environment(given);
    flags.forEach((key, values) -> given.put(key, new Given(key.flags().getLast(), values)));
    if (!problems.isEmpty()) {
      return new Read.Unsound(problems);
    }
    var values = new Values(given, problems);
    Optional<MaasConfig> config = values.config(shell);
    return config.isPresent() && problems.isEmpty()
        ? new Read.Sound(config.get())
        : new Read.Unsound(problems);
  }

  /// The file that is read: one that somebody names must exist, the usual one may.
  private Optional<Path> file(Optional<Path> flag) {
    return flag.or(() -> shell.variable(FILE_VARIABLE).map(Path::of))
        .or(() -> Optional.of(usualFile()).filter(Files::exists));
  }

  private Path usualFile() {
    return shell
        .variable("XDG_CONFIG_HOME")
        .map(Path::of)
        .filter(Path::isAbsolute)
        .orElseGet(() -> shell.home().resolve(".config"))
        .resolve("maas")
        .resolve(FILE_NAME);
  }

  private void environment(Map<Key, Given> given) {
    for (Key key : Key.values()) {
      shell
          .variable(key.variable())
          .filter(value -> !isServiceLink(key, value))
          .ifPresent(value -> given.put(key, ofVariable(key, value)));
    }
  }

  private static Given ofVariable(Key key, String value) {
    return key.isList() && key != Key.OIDC // JSON has commas of its own
        ? new Given(key.variable(), List.of(value.split(",", -1)))
        : Given.of(key.variable(), value);
  }

  /// Kubernetes gives every pod beside a service called `maas` a variable `MAAS_PORT=tcp://…`,
  /// which nobody meant for us.
  private static boolean isServiceLink(Key key, String value) {
    return key == Key.PORT && value.startsWith("tcp://");
  }
}
