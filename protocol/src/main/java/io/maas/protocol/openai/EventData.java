package io.maas.protocol.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What a server-sent event carries in its `data:` lines.
public sealed interface EventData {

  /// A JSON object.
  record Tree(JsonNode event) implements EventData {}

  /// `[DONE]`.
  record Done() implements EventData {}

  /// No data: a comment that keeps the connection alive.
  record Nothing() implements EventData {}

  /// Data that is no JSON object.
  record Garbage() implements EventData {}

  /// Reads the event in `[from, to)`, framing included.
  static EventData of(byte[] bytes, int from, int to) {
    Slice data = Slice.of(bytes, from, to);
    if (data == null || data.length() == 0) {
      return new Nothing();
    }
    if (data.is("[DONE]")) {
      return new Done();
    }
    try {
      JsonNode tree = Json.MAPPER.readTree(data.bytes, data.from, data.length());
      return tree != null && tree.isObject() ? new Tree(tree) : new Garbage();
    } catch (IOException _) {
      return new Garbage();
    }
  }

  /// A stretch of bytes.
  record Slice(byte[] bytes, int from, int to) {

    /// The event's data without copying where it is one line, as it is nearly always; null if there
    /// is none.
    static @Nullable Slice of(byte[] bytes, int from, int to) {
      Slice found = null;
      int at = from;
      while (at < to) {
        int end = endOfLine(bytes, at, to);
        if (isData(bytes, at, end)) {
          int start = at + 5 < end && bytes[at + 5] == ' ' ? at + 6 : at + 5;
          Slice line = new Slice(bytes, start, end);
          found = found == null ? line : found.and(line);
        }
        at = end + 1;
        if (end < to && bytes[end] == '\r' && at < to && bytes[at] == '\n') {
          at++;
        }
      }
      return found;
    }

    int length() {
      return to - from;
    }

    boolean is(String text) {
      int last = to;
      while (last > from && bytes[last - 1] == ' ') {
        last--;
      }
      if (last - from != text.length()) {
        return false;
      }
      for (int i = 0; i < text.length(); i++) {
        if (bytes[from + i] != text.charAt(i)) {
          return false;
        }
      }
      return true;
    }

    private Slice and(Slice more) {
      ByteArrayOutputStream joined = new ByteArrayOutputStream(length() + more.length() + 1);
      joined.write(bytes, from, length());
      joined.write('\n');
      joined.write(more.bytes, more.from, more.length());
      return new Slice(joined.toByteArray(), 0, joined.size());
    }

    private static int endOfLine(byte[] bytes, int from, int to) {
      int at = from;
      while (at < to && bytes[at] != '\n' && bytes[at] != '\r') {
        at++;
      }
      return at;
    }

    private static boolean isData(byte[] bytes, int from, int to) {
      return to - from >= 5
          && bytes[from] == 'd'
          && bytes[from + 1] == 'a'
          && bytes[from + 2] == 't'
          && bytes[from + 3] == 'a'
          && bytes[from + 4] == ':';
    }
  }
}
