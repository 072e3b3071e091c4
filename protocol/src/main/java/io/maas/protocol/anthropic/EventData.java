package io.maas.protocol.anthropic;

import java.io.ByteArrayOutputStream;

/// Where the data of a server-sent event stands. Not thread-safe; used again for each event.
///
/// Data of several lines, which providers do not write, are put together in a copy.
final class EventData {

  private static final byte[] FIELD = {'d', 'a', 't', 'a', ':'};

  private byte[] bytes = new byte[0];
  private int from;
  private int to;

  /// Looks at an event.
  ///
  /// @return whether it has data
  boolean find(byte[] event, int start, int end) {
    bytes = event;
    from = -1;
    ByteArrayOutputStream joined = null;
    int at = start;
    while (at < end) {
      int next = endOfLine(event, at, end);
      if (isData(event, at, next)) {
        int value = at + FIELD.length;
        value += value < next && event[value] == ' ' ? 1 : 0;
        int last = next > value && event[next - 1] == '\r' ? next - 1 : next;
        if (from < 0) {
          from = value;
          to = last;
        } else {
          joined = joined == null ? copy(event) : joined;
          joined.write('\n');
          joined.write(event, value, last - value);
        }
      }
      at = next + 1;
    }
    if (joined != null) {
      bytes = joined.toByteArray();
      from = 0;
      to = bytes.length;
    }
    return from >= 0;
  }

  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  int length() {
    return to - from;
  }

  /// Whether the data begins so.
  boolean startsWith(byte[] beginning) {
    if (length() < beginning.length) {
      return false;
    }
    for (int i = 0; i < beginning.length; i++) {
      if (bytes[from + i] != beginning[i]) {
        return false;
      }
    }
    return true;
  }

  private ByteArrayOutputStream copy(byte[] event) {
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    copy.write(event, from, to - from);
    return copy;
  }

  private static int endOfLine(byte[] event, int from, int end) {
    int at = from;
    while (at < end && event[at] != '\n') {
      at++;
    }
    return at;
  }

  private static boolean isData(byte[] event, int from, int end) {
    if (end - from < FIELD.length) {
      return false;
    }
    for (int i = 0; i < FIELD.length; i++) {
      if (event[from + i] != FIELD[i]) {
        return false;
      }
    }
    return true;
  }
}
