package io.maas.cli.connect;

import io.maas.cli.shell.Shell;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// With which key and model, and where to.
final class ConnectOptions {
  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "Any name of a model (default: the only one there is).")
  @Nullable String model;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "The client's key; better as MAAS_API_KEY, which other users cannot see.")
  private @Nullable String key;

  @Option(names = "--mint", description = "Makes a key, as `maas key create` does.")
  private boolean mint;

  @Option(
      names = {"-s", "--subscription"},
      paramLabel = "SUBSCRIPTION",
      description = "What --mint makes it for (default: the one of highest priority).")
  @Nullable String subscription;

  @Option(
      names = "--write",
      description = {
        "Writes it where the client reads it, and prints no key. What is there is merged or left as",
        "it is, and kept under another name before it changes."
      })
  boolean write;

  @Option(names = "--print", description = "Prints it (default without --write).")
  boolean print;

  @Option(
      names = {"-y", "--yes"},
      description = "Writes without asking.")
  boolean yes;

  /// Refuses what cannot be meant together.
  void check(CommandLine command) {
    require(key == null || !mint, command, "--key and --mint (expected: one of them)");
    require(subscription == null || mint, command, "--subscription without --mint");
    require(!yes || write, command, "--yes without --write");
  }

  /// The key that there is; empty if one is to be made, or none is there.
  Optional<String> key(Shell shell) {
    return mint
        ? Optional.empty()
        : Optional.ofNullable(key).or(() -> shell.variable("MAAS_API_KEY"));
  }

  /// Whether to make one.
  boolean mints() {
    return mint;
  }

  private static void require(boolean met, CommandLine command, String problem) {
    if (!met) {
      throw new ParameterException(command, problem);
    }
  }
}
