package io.maas.systemtests.client;

import io.maas.systemtests.client.Agent.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Runs agents as nobody in particular: with a home that is new, and no variable of this machine's
/// but where its programs are.
///
/// @param packages where npm installed them
record Headless(Path packages) {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// What stands in the file that agents are told to read.
  static final String SECRET = "The word is heliotrope.";

  /// How a run ended.
  ///
  /// @param code -1 if it did not
  record Ran(int code, String out, String err, Duration took) {}

  /// A new folder of somebody who has a file.
  static Path person() {
    try {
      Path person = Files.createTempDirectory("maas-agent");
      Files.createDirectories(person.resolve("home"));
      Files.createDirectories(person.resolve("work"));
      Files.writeString(note(person), SECRET + "\n");
      return person;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The file.
  static Path note(Path person) {
    return person.resolve("work/note.txt");
  }

  /// Runs an agent to its end, or for a minute.
  Ran run(Agent agent, Account account, Path person, String prompt) {
    Path home = person.resolve("home");
    try {
      agent.configure(home, account);
      Path out = person.resolve("out");
      Path err = person.resolve("err");
      List<String> command = new ArrayList<>();
      command.add(packages.resolve("node_modules/.bin").resolve(agent.command()).toString());
      command.addAll(agent.arguments(home, account, prompt));
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(person.resolve("work").toFile())
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      String programs = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
      builder.environment().clear();
      builder.environment().put("PATH", programs);
      builder.environment().put("HOME", home.toString());
      builder.environment().put("LANG", "C.UTF-8");
      builder.environment().put("TERM", "dumb");
      builder.environment().putAll(agent.environment(home, account));
      long started = System.nanoTime();
      int code = end(builder.start());
      Duration took = Duration.ofNanos(System.nanoTime() - started);
      return new Ran(code, Files.readString(out), Files.readString(err), took);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int end(Process process) {
    try {
      return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) ? process.exitValue() : -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /// Deletes all that was left.
  static void forget(Path person) {
    try (Stream<Path> files = Files.walk(person)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
