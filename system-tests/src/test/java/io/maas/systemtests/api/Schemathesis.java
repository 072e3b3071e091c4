package io.maas.systemtests.api;

import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.systemtests.Repository;
import io.maas.systemtests.engine.PythonPackage;
import io.maas.systemtests.server.Answer;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.Launched;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Schemathesis, which reads a document of an API, makes requests of it, good ones and bad ones,
/// and holds the answers to it. What it looks for is in `schemathesis.toml`.
///
/// @param installed where pip put it
record Schemathesis(Path installed) {

  private static final Path TESTS = Repository.root().resolve("system-tests");
  private static final Path SOURCE = TESTS.resolve("src/test/python/schemathesis");
  private static final Path TARGET = TESTS.resolve("target/python/schemathesis");

  /// Installs it, or skips the test where it cannot be had.
  static Schemathesis install() {
    return switch (PythonPackage.at(SOURCE).installInto(TARGET)) {
      case PythonPackage.Result.Installed(Path folder) -> new Schemathesis(folder);
      case PythonPackage.Result.OutOfReach(String why) -> abort(why);
    };
  }

  /// What came of a run.
  ///
  /// @param code 0 if nothing was found
  /// @param said all that it said, what it found with it
  /// @param calls by operation, such as `GET /v1/x`, how often it answered each status
  record Run(int code, String said, JsonNode calls) {

    /// How often any operation answered a status like this, such as `2..` for what was done.
    int answers(String statuses) {
      int sum = 0;
      for (JsonNode operation : calls) {
        for (var status : operation.properties()) {
          sum += status.getKey().matches(statuses) ? status.getValue().asInt() : 0;
        }
      }
      return sum;
    }

    /// The operations that answered a status like this.
    List<String> operations(String statuses) {
      TreeSet<String> operations = new TreeSet<>();
      calls
          .properties()
          .forEach(operation ->
              operation.getValue().properties().stream()
                  .filter(status -> status.getKey().matches(statuses))
                  .forEach(_ -> operations.add(operation.getKey())));
      return List.copyOf(operations);
    }
  }

  /// Tries all that a document says, as somebody.
  ///
  /// @param name of the files that it leaves
  /// @param caller whom it is to be, and where
  /// @param document the document's path
  Run run(String name, Caller caller, String document) {
    Path calls = TARGET.resolve(name + "-calls.json");
    List<String> command =
        new ArrayList<>(
            List.of(
                "python3",
                "-m",
                "schemathesis.cli",
                "--config-file",
                SOURCE.resolve("schemathesis.toml").toString(),
                "run",
                caller.url() + document,
                "--url",
                caller.url(),
                "--no-color"));
    if (caller.credential() != null) {
      command.addAll(List.of("--header", "Authorization: Bearer " + caller.credential()));
    }
    ProcessBuilder builder = new ProcessBuilder(command).directory(SOURCE.toFile());
    builder.environment().put("PYTHONPATH", installed.toString());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    builder.environment().put("MAAS_CALLS", calls.toString());
    try {
      Files.deleteIfExists(calls);
      Launched launched = Launched.start(builder, TARGET.resolve(name));
      int code = launched.awaitExit();
      String counted = Files.exists(calls) ? Files.readString(calls) : "{}";
      return new Run(code, launched.said(), Answer.tree(counted));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
