package io.maas.app.start;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who listens at a port, as far as Linux tells this user.
///
/// Source: proc(5), `/proc/net/tcp` and `/proc/PID/fd`.
///
/// @param proc where `/proc` is
public record PortOwner(Path proc) {
  private static final String LISTENING = "0A";

  /// The process, such as `process 4711 (nginx)`; empty where that cannot be seen.
  Optional<String> of(int port) {
    Set<String> sockets = new HashSet<>();
    sockets.addAll(sockets(proc.resolve("net/tcp"), port));
    sockets.addAll(sockets(proc.resolve("net/tcp6"), port));
    if (sockets.isEmpty()) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        if (holds(process, sockets)) {
          return Optional.of("process " + process.getFileName() + " (" + name(process) + ")");
        }
      }
    } catch (IOException _) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static List<String> sockets(Path table, int port) {
    String end = ":%04X".formatted(port);
    try {
      return Files.readAllLines(table).stream()
          .map(line -> line.strip().split("\\s+"))
          .filter(row -> row.length > 9 && row[1].endsWith(end) && row[3].equals(LISTENING))
          .map(row -> "socket:[" + row[9] + "]")
          .toList();
    } catch (IOException _) {
      return List.of();
    }
  }

  private static boolean holds(Path process, Set<String> sockets) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path file : files) {
        if (sockets.contains(Files.readSymbolicLink(file).toString())) {
          return true;
        }
      }
    } catch (IOException _) {
      return false;
    }
    return false;
  }

  private static String name(Path process) throws IOException {
    return Files.readString(process.resolve("comm")).strip();
  }
}
