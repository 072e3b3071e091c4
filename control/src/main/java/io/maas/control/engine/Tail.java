package io.maas.control.engine;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/// The last that an engine said. Of a line without end only the beginning is kept.
final class Tail {

  private static final int LINES = 5;
  private static final int LONGEST = 160;

  private final Deque<String> lines = new ArrayDeque<>();

  /// Reads until the engine says no more.
  void read(InputStream output) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (InputStream bytes = new BufferedInputStream(output)) {
      for (int next = bytes.read(); next >= 0; next = bytes.read()) {
        if (next == '\n') {
          keep(line);
        } else if (line.size() < LONGEST) {
          line.write(next);
        }
      }
    } catch (IOException _) {
      // It is gone; what it said before is kept.
    }
    keep(line);
  }

  private synchronized void keep(ByteArrayOutputStream line) {
    String text = line.toString(StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", " ").strip();
    line.reset();
    if (!text.isEmpty()) {
      lines.addLast(text);
      if (lines.size() > LINES) {
        lines.removeFirst();
      }
    }
  }

  /// In one line.
  synchronized String said() {
    return lines.isEmpty() ? "it said nothing" : "it said last: " + String.join(" | ", lines);
  }
}
