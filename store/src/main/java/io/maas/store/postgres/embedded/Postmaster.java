package io.maas.store.postgres.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The main process of a running server, as its `postmaster.pid` tells of it.
///
/// @param pid its process
/// @param port where it listens on loopback
record Postmaster(long pid, int port) {

  private static final int PID_LINE = 0;
  private static final int PORT_LINE = 3;

  /// Reads who runs in this directory. A file that a crashed machine left behind, whose number has
  /// gone to another process since, is removed: the server itself would not dare.
  static Optional<Postmaster> of(Path directory) throws IOException {
    Path file = directory.resolve("postmaster.pid");
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
    if (lines.size() <= PORT_LINE) {
      return Optional.empty();
    }
    Postmaster found =
        new Postmaster(
            Long.parseLong(lines.get(PID_LINE).strip()),
            Integer.parseInt(lines.get(PORT_LINE).strip()));
    if (found.runsIn(directory)) {
      return Optional.of(found);
    }
    Files.deleteIfExists(file);
    return Optional.empty();
  }

  private boolean runsIn(Path directory) throws IOException {
    try {
      byte[] commandLine = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline"));
      return new String(commandLine, StandardCharsets.UTF_8).contains(directory.toString());
    } catch (NoSuchFileException _) {
      return false;
    }
  }
}
