package io.maas.protocol.sse;

import io.maas.protocol.framing.Framing;
import java.util.Arrays;

/// Finds where server-sent events end. An event is handed on with its closing blank line. Not
/// thread-safe.
public final class EventSplitter implements Framing {

  private static final byte[] NOTHING = {};

  /// Beyond this it is let go of as soon as it is empty: many streams are open for long.
  private static final int KEPT = 8192;

  /// Of the end of an event that may be cut, all but its last byte.
  private static final int CUT_END = 2;

  private final int longestEvent;
  private byte[] held = NOTHING;
  private int holding;

  /// @param longestEvent bytes after which an event without end is an error
  public EventSplitter(int longestEvent) {
    this.longestEvent = longestEvent;
  }

  /// Looks at each byte once, however small the pieces of a large event are.
  @Override
  public boolean feed(byte[] piece, Sink sink) {
    if (holding == 0) {
      int start = hand(piece, 0, piece.length, sink);
      hold(piece, start, piece.length - start);
    } else {
      int looked = Math.max(0, holding - CUT_END);
      hold(piece, 0, piece.length);
      int start = hand(held, looked, holding, sink);
      holding -= start;
      System.arraycopy(held, start, held, 0, holding);
      if (holding == 0 && held.length > KEPT) {
        held = NOTHING;
      }
    }
    return holding <= longestEvent;
  }

  @Override
  public boolean isMidEvent() {
    return holding > 0;
  }

  /// Hands on all events that end in `[looked, to)`.
  ///
  /// @return where the one begins that does not
  private static int hand(byte[] bytes, int looked, int to, Sink sink) {
    int start = 0;
    int end = endOfEvent(bytes, looked, to);
    while (end >= 0) {
      sink.event(bytes, start, end);
      start = end;
      end = endOfEvent(bytes, start, to);
    }
    return start;
  }

  private void hold(byte[] piece, int from, int length) {
    if (held.length - holding < length) {
      held = Arrays.copyOf(held, Math.max(holding + length, 2 * held.length));
    }
    System.arraycopy(piece, from, held, holding, length);
    holding += length;
  }

  /// The index after the first blank line from there on, or -1.
  private static int endOfEvent(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n') {
        if (i + 1 < to && bytes[i + 1] == '\n') {
          return i + 2;
        }
        if (i + 2 < to && bytes[i + 1] == '\r' && bytes[i + 2] == '\n') {
          return i + 3;
        }
      }
    }
    return -1;
  }
}
