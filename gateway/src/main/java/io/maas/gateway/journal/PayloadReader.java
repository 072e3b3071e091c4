package io.maas.gateway.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Decodes what [FrameWriter] encoded.
final class PayloadReader {

  private final ByteBuffer bytes;
  private final UUID id;
  private final byte version;

  PayloadReader(byte[] body) {
    bytes = ByteBuffer.wrap(body).position(Frames.PAYLOAD);
    version = bytes.get();
    if (version < Frames.OLDEST || version > Frames.VERSION) {
      throw new IllegalStateException(
          "journal record version: %d (expected: %d to %d)"
              .formatted(version, Frames.OLDEST, Frames.VERSION));
    }
    id = new UUID(bytes.getLong(), bytes.getLong());
  }

  /// Which of the formats it is in.
  int version() {
    return version;
  }

  UUID id() {
    return id;
  }

  int flags() {
    return bytes.get();
  }

  long number() {
    long value = 0;
    int shift = 0;
    byte next;
    do {
      next = bytes.get();
      value |= (next & 0x7FL) << shift;
      shift += 7;
    } while (next < 0);
    return (value >>> 1) ^ -(value & 1);
  }

  int count() {
    return Math.toIntExact(number());
  }

  @Nullable String textOrNull() {
    int length = count();
    if (length < 0) {
      return null;
    }
    int at = bytes.position();
    bytes.position(at + length);
    return new String(bytes.array(), at, length, StandardCharsets.UTF_8);
  }

  String text() {
    String text = textOrNull();
    if (text == null) {
      throw new IllegalStateException("journal record: no text (expected: one)");
    }
    return text;
  }

  Instant instant() {
    return Instant.ofEpochSecond(number(), number());
  }

  Duration duration() {
    return Duration.ofSeconds(number(), number());
  }
}
