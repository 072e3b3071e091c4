package io.maas.protocol.aws;

import io.maas.protocol.framing.Framing;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Finds where the frames of `application/vnd.amazon.eventstream` end, and checks both checksums of
/// each before anybody reads it.
///
/// A length is believed only after the checksum over it was right: a damaged one must not make us
/// wait for bytes that never come. Not thread-safe.
public final class EventStreamFrames implements Framing {

  /// Total length, length of the headers, and the checksum of both, four bytes each.
  static final int PRELUDE = 12;

  /// The prelude and the checksum at the end.
  static final int OVERHEAD = PRELUDE + 4;

  private final int longestFrame;
  private byte[] held = new byte[0];
  private int holding;
  private @Nullable String broken;

  /// @param longestFrame bytes of the longest frame that is taken, its overhead included
  public EventStreamFrames(int longestFrame) {
    this.longestFrame = longestFrame;
  }

  @Override
  public boolean feed(byte[] piece, Sink sink) {
    int at = 0;
    while (broken == null && at < piece.length) {
      at = holding > 0 ? complete(piece, at, sink) : takeWhole(piece, at, sink);
    }
    return broken == null;
  }

  @Override
  public boolean isMidEvent() {
    return holding > 0;
  }

  /// What was found wrong with the stream; null while nothing was.
  public @Nullable String broken() {
    return broken;
  }

  /// Takes a frame that lies whole in the piece, or begins to hold one that does not.
  private int takeWhole(byte[] piece, int at, Sink sink) {
    int left = piece.length - at;
    int length = left < PRELUDE ? Integer.MAX_VALUE : lengthOf(piece, at);
    if (broken != null) {
      return at;
    }
    if (left < length) {
      hold(piece, at, left);
      return piece.length;
    }
    hand(piece, at, at + length, sink);
    return at + length;
  }

  /// Takes as much of the piece as the frame that is held lacks.
  private int complete(byte[] piece, int at, Sink sink) {
    int from = at;
    if (holding < PRELUDE) {
      int wanted = Math.min(PRELUDE - holding, piece.length - from);
      hold(piece, from, wanted);
      from += wanted;
      if (holding < PRELUDE) {
        return from;
      }
    }
    int length = lengthOf(held, 0);
    if (broken != null) {
      return from;
    }
    int wanted = Math.min(length - holding, piece.length - from);
    hold(piece, from, wanted);
    if (holding == length) {
      holding = 0;
      hand(held, 0, length, sink);
    }
    return from + wanted;
  }

  private void hold(byte[] piece, int from, int length) {
    if (held.length - holding < length) {
      held = Arrays.copyOf(held, Math.max(holding + length, 2 * held.length));
    }
    System.arraycopy(piece, from, held, holding, length);
    holding += length;
  }

  private void hand(byte[] bytes, int from, int to, Sink sink) {
    int expected = EventStreamFrame.number(bytes, to - 4);
    int found = checksum(bytes, from, to - 4);
    if (expected == found) {
      sink.event(bytes, from, to);
    } else {
      broken = "checksum of a frame: %08x (expected: %08x)".formatted(found, expected);
    }
  }

  /// The length of the frame whose prelude lies there, if it is to be believed.
  private int lengthOf(byte[] bytes, int at) {
    int expected = EventStreamFrame.number(bytes, at + 8);
    int found = checksum(bytes, at, at + 8);
    long length = EventStreamFrame.number(bytes, at) & 0xffffffffL;
    long headers = EventStreamFrame.number(bytes, at + 4) & 0xffffffffL;
    if (expected != found) {
      broken = "checksum of a prelude: %08x (expected: %08x)".formatted(found, expected);
    } else if (length < OVERHEAD || length > longestFrame) {
      broken =
          "length of a frame: %d (expected: %d to %d)".formatted(length, OVERHEAD, longestFrame);
    } else if (headers > length - OVERHEAD) {
      broken =
          "length of a frame's headers: %d (expected: at most %d)"
              .formatted(headers, length - OVERHEAD);
    }
    return (int) length;
  }

  private static int checksum(byte[] bytes, int from, int to) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, to - from);
    return (int) crc.getValue();
  }
}
