package io.maas.systemtests.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs commands of the machine to their end.
///
/// @param folder where they run
/// @param environment what they know beside the machine's own variables
record Tool(Path folder, Map<String, String> environment) {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  static Tool in(Path folder) {
    return new Tool(folder, Map.of());
  }

  Tool with(Map<String, String> added) {
    return new Tool(folder, added);
  }

  /// Runs a command and returns what it said.
  ///
  /// @throws IllegalStateException with all that it said, if it does not end well
  String run(String... command) {
    try {
      Path out = Files.createTempFile(folder, command[0], ".out");
      Path err = Files.createTempFile(folder, command[0], ".err");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        int code = end(builder.start());
        if (code != 0) {
          throw new IllegalStateException(
              "`%s` ended with %d (expected: 0):%n%s%n%s"
                  .formatted(
                      String.join(" ", List.of(command)),
                      code,
                      Files.readString(out),
                      Files.readString(err)));
        }
        return Files.readString(out);
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("`" + command[0] + "` cannot be run", e);
    }
  }

  private static int end(Process process) {
    try {
      return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) ? process.exitValue() : -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
