package io.maas.gateway.relay;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;

/// What goes to the client next. One for each stream, used again for each of its pieces.
final class Outgoing extends ByteArrayOutputStream {

  /// A stream lives long, and one long event shall not cost its memory for all that time.
  private static final int LARGEST_KEPT = 16 * 1024;

  private static final int USUAL = 512;

  Outgoing() {
    super(USUAL);
  }

  /// Empties it.
  Buffer take() {
    Buffer taken = Buffer.buffer(count).appendBytes(buf, 0, count);
    reset();
    if (buf.length > LARGEST_KEPT) {
      buf = new byte[USUAL];
    }
    return taken;
  }
}
