package io.maas.protocol.sse;

import io.maas.protocol.framing.Framing;
import java.io.ByteArrayOutputStream;

/// Finds where server-sent events end. An event is handed on with its closing blank line. Not
/// thread-safe.
public final class EventSplitter implements Framing {

  private final ByteArrayOutputStream rest = new ByteArrayOutputStream(0);
  private final int longestEvent;

  /// @param longestEvent bytes after which an event without end is an error
  public EventSplitter(int longestEvent) {
    this.longestEvent = longestEvent;
  }

  @Override
  public boolean feed(byte[] piece, Sink sink) {
    byte[] bytes = piece;
    if (rest.size() > 0) {
      rest.writeBytes(piece);
      bytes = rest.toByteArray();
      rest.reset();
    }
    int start = 0;
    int end = endOfEvent(bytes, start);
    while (end >= 0) {
      sink.event(bytes, start, end);
      start = end;
      end = endOfEvent(bytes, start);
    }
    int left = bytes.length - start;
    rest.write(bytes, start, left);
    return left <= longestEvent;
  }

  @Override
  public boolean isMidEvent() {
    return rest.size() > 0;
  }

  /// The index after the blank line that ends the event starting at `from`, or -1.
  private static int endOfEvent(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        if (i + 1 < bytes.length && bytes[i + 1] == '\n') {
          return i + 2;
        }
        if (i + 2 < bytes.length && bytes[i + 1] == '\r' && bytes[i + 2] == '\n') {
          return i + 3;
        }
      }
    }
    return -1;
  }
}
