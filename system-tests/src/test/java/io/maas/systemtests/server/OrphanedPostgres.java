package io.maas.systemtests.server;

import io.maas.store.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;

/// The PostgreSQL of a data directory, looked at from outside its owner, which may be dead.
///
/// @param data the data directory
public record OrphanedPostgres(Path data) {

  /// The processes that run in it, its main one among them.
  public List<Long> processes() {
    Path directory = data.resolve("postgres");
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.map(ProcessHandle::pid).filter(pid -> runsIn(pid, directory)).toList();
    }
  }

  /// The main process; it must run.
  public ProcessHandle postmaster() {
    try {
      String pid = Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst().strip();
      return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Stops it if it runs. Nobody else may use the data directory.
  public void stop() {
    if (processes().isEmpty()) {
      return;
    }
    try {
      EmbeddedPostgres.start(data, new SecureRandom()).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A server and all it forks work in their directory.
  private static boolean runsIn(long pid, Path directory) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/" + pid + "/cwd")).equals(directory);
    } catch (IOException _) {
      return false; // it has just ended, or is somebody else's
    }
  }
}
