package io.maas.protocol.sse;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a server-sent event carries in its `data:` lines.
///
/// @param bytes holds it in `[from, to)`
public record Data(byte[] bytes, int from, int to) {

  /// The event's data without copying where it is one line, as it is nearly always; null if there
  /// is none.
  public static @Nullable Data of(byte[] bytes, int from, int to) {
    Data found = null;
    int at = from;
    while (at < to) {
      int end = endOfLine(bytes, at, to);
      if (isData(bytes, at, end)) {
        int start = at + 5 < end && bytes[at + 5] == ' ' ? at + 6 : at + 5;
        Data line = new Data(bytes, start, end);
        found = found == null ? line : found.and(line);
      }
      at = end + 1;
      if (end < to && bytes[end] == '\r' && at < to && bytes[at] == '\n') {
        at++;
      }
    }
    return found;
  }

  /// How many bytes it has.
  public int length() {
    return to - from;
  }

  /// Whether it is this, blanks behind it aside.
  ///
  /// @param text in ASCII
  public boolean is(String text) {
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

  private Data and(Data more) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream(length() + more.length() + 1);
    joined.write(bytes, from, length());
    joined.write('\n');
    joined.write(more.bytes, more.from, more.length());
    return new Data(joined.toByteArray(), 0, joined.size());
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

  /// Whether it begins so.
  public boolean startsWith(byte[] beginning) {
    return Arrays.mismatch(
            bytes, from, Math.min(to, from + beginning.length), beginning, 0, beginning.length)
        < 0;
  }
}
