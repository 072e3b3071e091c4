package io.maas.systemtests.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A process that a test started, and what it says.
///
/// @param log where both its streams go
public record Launched(Process process, Path log) {

  /// Longer than anything takes on a machine with other things to do.
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Duration LOOK = Duration.ofMillis(20);
  private static final int TAIL_LINES = 60;

  /// @param name the log's file without its ending
  public static Launched start(ProcessBuilder builder, Path name) throws IOException {
    Path log = name.resolveSibling(name.getFileName() + ".log");
    Files.deleteIfExists(log);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return new Launched(builder.start(), log);
  }

  /// Waits until it says something.
  ///
  /// @throws IllegalStateException with the end of its log, if it ends or time does before
  public MatchResult await(Pattern wanted) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      boolean alive = process.isAlive();
      Optional<MatchResult> found = wanted.matcher(said()).results().findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      if (!alive || System.nanoTime() > end) {
        throw new IllegalStateException(
            "`%s` was not said, and the process %s:\n%s"
                .formatted(wanted, alive ? "still runs" : "has ended", tail()));
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  /// Ends it without asking it, and waits until it is gone.
  public void kill() {
    process.destroyForcibly();
    awaitExit();
  }

  /// Asks it to end, and waits until it has.
  ///
  /// @return its exit code
  public int terminate() {
    process.destroy();
    return awaitExit();
  }

  public int awaitExit() {
    try {
      if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    throw new IllegalStateException("it did not end:\n" + tail());
  }

  /// All that it said so far.
  public String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String tail() {
    List<String> lines = said().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
  }
}
