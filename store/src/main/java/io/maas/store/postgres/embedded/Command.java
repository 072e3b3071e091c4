package io.maas.store.postgres.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program that is run to its end.
final class Command {

  private static final int MINUTES = 3;

  private Command() {}

  /// Runs it and waits.
  ///
  /// @throws IOException if it ends with anything but 0; the message holds what it said
  static void run(List<String> command, Path directory) throws IOException {
    String said;
    int exit;
    try {
      Process process = start(command, directory);
      said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException(name(command) + " did not end in " + MINUTES + " minutes: " + said);
      }
      exit = process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(name(command) + " was interrupted", e);
    }
    if (exit != 0) {
      throw new IOException(name(command) + " ended with " + exit + " (expected: 0): " + said);
    }
  }

  /// Whether it ends with 0.
  static boolean succeeds(List<String> command, Path directory) {
    try {
      run(command, directory);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static Process start(List<String> command, Path directory) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.redirectInput(new java.io.File("/dev/null"));
    // PGPORT, PGDATA and their like are about another server; a locale would translate messages.
    builder.environment().keySet().removeIf(k -> k.startsWith("PG") || k.startsWith("LC_"));
    builder.environment().put("LC_ALL", "C");
    return builder.start();
  }

  private static String name(List<String> command) {
    return command.stream()
        .filter(word -> word.contains("/bin/"))
        .findFirst()
        .map(word -> Path.of(word).getFileName().toString())
        .orElse(command.getFirst());
  }
}
