package io.maas.store.postgres.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// What the server says of itself: its starts, its ends, and who was refused.
///
/// @param path where it is
record ServerLog(Path path) {

  private static final long LARGE = 10 << 20;
  private static final int LAST = 20;

  /// Begins a new one where the old one has grown large. The old one stays until the next turn.
  void turn() throws IOException {
    if (Files.exists(path) && Files.size(path) > LARGE) {
      Path old = path.resolveSibling(path.getFileName() + ".old");
      Files.move(path, old, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// Why it did not start, most likely.
  String lastLines() {
    try {
      List<String> lines = Files.readAllLines(path, StandardCharsets.UTF_8);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST), lines.size()));
    } catch (IOException _) {
      return path + " says nothing";
    }
  }
}
