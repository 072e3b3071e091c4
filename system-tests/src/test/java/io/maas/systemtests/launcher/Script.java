package io.maas.systemtests.launcher;

import io.maas.systemtests.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A command line with the environment it is to run in; run to its end each time it is asked.
///
/// @param environment what differs from ours; an empty value removes the variable
record Script(List<String> command, Map<String, String> environment) {

  private static final long MOST_SECONDS = 60;

  /// How a command ended, and what it said.
  record Ended(int code, String out, String err) {}

  static Script ofRepository(String name, Map<String, String> environment) {
    return new Script(List.of(Repository.root().resolve(name).toString()), environment);
  }

  /// Functions of the launcher, with its root moved to `root`.
  static Script ofFunctions(Path root, String... files) {
    var source = new StringBuilder("set -euo pipefail; ROOT=\"$1\"; shift; ");
    for (var file : files) {
      source.append("source '%s/scripts/%s'; ".formatted(Repository.root(), file));
    }
    source.append("\"$@\"");
    return new Script(List.of("bash", "-c", source.toString(), "bash", root.toString()), Map.of());
  }

  Ended run(String... arguments) throws IOException, InterruptedException {
    var whole = new ArrayList<>(command);
    whole.addAll(List.of(arguments));
    var out = Files.createTempFile("maas", ".out");
    var err = Files.createTempFile("maas", ".err");
    var builder =
        new ProcessBuilder(whole)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    environment.forEach((key, value) -> set(builder.environment(), key, value));
    return end(builder.start(), out, err);
  }

  private static Ended end(Process process, Path out, Path err)
      throws IOException, InterruptedException {
    try {
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "still running after " + MOST_SECONDS + " s: " + Files.readString(err));
      }
      return new Ended(process.exitValue(), text(out), text(err));
    } finally {
      process.destroyForcibly();
      Files.delete(out);
      Files.delete(err);
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  private static void set(Map<String, String> environment, String key, String value) {
    if (value.isEmpty()) {
      environment.remove(key);
    } else {
      environment.put(key, value);
    }
  }
}
