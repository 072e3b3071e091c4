package io.maas.protocol.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a frame of `application/vnd.amazon.eventstream` says: headers of text, and where its
/// payload lies.
///
/// @param headers those whose value is text; all others are passed over
/// @param from where the payload begins
/// @param to where it ends
public record EventStreamFrame(Map<String, String> headers, int from, int to) {

  public EventStreamFrame {
    headers = Map.copyOf(headers);
  }

  /// Reads a frame that [EventStreamFrames] found.
  ///
  /// @return empty if its headers are not what they should be
  public static Optional<EventStreamFrame> read(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length < EventStreamFrames.OVERHEAD || number(bytes, from) != length) {
      return Optional.empty();
    }
    int headers = number(bytes, from + 4);
    if (headers < 0 || headers > length - EventStreamFrames.OVERHEAD) {
      return Optional.empty();
    }
    int start = from + EventStreamFrames.PRELUDE;
    Map<String, String> texts = new HashMap<>();
    int at = start;
    while (at >= 0 && at < start + headers) {
      at = header(bytes, at, start + headers, texts);
    }
    return at < 0
        ? Optional.empty()
        : Optional.of(new EventStreamFrame(texts, start + headers, to - 4));
  }

  /// A header's text, if there is one.
  public @Nullable String header(String name) {
    return headers.get(name);
  }

  static int number(byte[] bytes, int at) {
    return ((bytes[at] & 0xff) << 24)
        | ((bytes[at + 1] & 0xff) << 16)
        | ((bytes[at + 2] & 0xff) << 8)
        | (bytes[at + 3] & 0xff);
  }

  /// Reads one header.
  ///
  /// @return where the next one begins, or -1 if this one does not end where headers do
  private static int header(byte[] bytes, int at, int end, Map<String, String> texts) {
    int name = at + 1;
    int type = name + (bytes[at] & 0xff);
    if (type >= end) {
      return -1;
    }
    int value = type + 1;
    int size = sizeOf(bytes[type], bytes, value, end);
    if (size < 0 || size > end - value) {
      return -1;
    }
    if (bytes[type] == 7) {
      texts.put(
          new String(bytes, name, type - name, UTF_8),
          new String(bytes, value + 2, size - 2, UTF_8));
    }
    return value + size;
  }

  /// How many bytes a value has, its own length included; -1 if nobody can say.
  private static int sizeOf(byte type, byte[] bytes, int value, int end) {
    return switch (type) {
      case 0, 1 -> 0; // true, false
      case 2 -> 1; // byte
      case 3 -> 2; // short
      case 4 -> 4; // integer
      case 5, 8 -> 8; // long, timestamp
      case 6, 7 -> end - value < 2 ? -1 : 2 + length(bytes, value); // bytes, text
      case 9 -> 16; // uuid
      default -> -1;
    };
  }

  private static int length(byte[] bytes, int at) {
    return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
  }
}
