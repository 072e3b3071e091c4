package io.maas.gateway.journal;

import java.nio.ByteBuffer;
import java.util.UUID;

/// One record as it was read.
final class Entry {

  private final byte[] body;
  private final EntryType type;
  private final int end;

  /// @param body all of it but its length and checksum
  /// @param end where the next one starts in its segment
  Entry(byte[] body, int end) {
    this.body = body;
    this.type = EntryType.of(body[0]);
    this.end = end;
  }

  EntryType type() {
    return type;
  }

  /// When it was written.
  long millis() {
    return ByteBuffer.wrap(body).getLong(1);
  }

  /// The request's id.
  UUID id() {
    return new PayloadReader(body).id();
  }

  /// As [PayloadReader] reads it.
  byte[] body() {
    return body;
  }

  int end() {
    return end;
  }
}
