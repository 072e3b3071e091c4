package io.maas.gateway.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Encodes one record. Each thread has one of its own and uses it again and again.
///
/// A frame is its body's length, the body's checksum, and the body: the entry's type, when it was
/// written in milliseconds, and a payload that starts with the request's id.
final class FrameWriter {

  private final CRC32C checksum = new CRC32C();
  private ByteBuffer bytes = ByteBuffer.allocate(1024);

  /// Starts a record in the place of the one before.
  FrameWriter start(EntryType type, long millis, UUID id) {
    bytes.clear().position(Frames.HEAD);
    bytes.put(type.code()).putLong(millis).put(Frames.VERSION);
    bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    return this;
  }

  FrameWriter flags(int flags) {
    room(1).put((byte) flags);
    return this;
  }

  /// Seven bits a byte, small numbers first in mind, whatever their sign.
  FrameWriter number(long value) {
    ByteBuffer into = room(10);
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      into.put((byte) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    into.put((byte) rest);
    return this;
  }

  FrameWriter numberIfPresent(OptionalLong value) {
    return value.isPresent() ? number(value.getAsLong()) : this;
  }

  FrameWriter text(@Nullable String text) {
    if (text == null) {
      return number(-1);
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    number(utf8.length).room(utf8.length).put(utf8);
    return this;
  }

  FrameWriter instant(Instant instant) {
    return number(instant.getEpochSecond()).number(instant.getNano());
  }

  FrameWriter duration(Duration duration) {
    return number(duration.getSeconds()).number(duration.getNano());
  }

  /// The whole frame's bytes; the first [Frames#HEAD] of them are for the segment to fill.
  byte[] array() {
    return bytes.array();
  }

  /// The whole frame's length.
  int length() {
    return bytes.position();
  }

  int checksum() {
    checksum.reset();
    checksum.update(bytes.array(), Frames.HEAD, length() - Frames.HEAD);
    return (int) checksum.getValue();
  }

  private ByteBuffer room(int count) {
    if (bytes.remaining() < count) {
      int size = Math.max(bytes.capacity() * 2, bytes.position() + count);
      bytes = ByteBuffer.allocate(size).put(bytes.flip());
    }
    return bytes;
  }
}
