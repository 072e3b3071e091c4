package io.maas.bench.translation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/// A frame of `application/vnd.amazon.eventstream`, as Bedrock writes one.
final class AwsFrame {

  private static final int OVERHEAD = 16;
  private static final byte TEXT = 7;

  private AwsFrame() {}

  static byte[] event(String type, byte[] payload) {
    ByteBuffer headers = ByteBuffer.allocate(256);
    header(headers, ":event-type", type);
    header(headers, ":content-type", "application/json");
    header(headers, ":message-type", "event");
    headers.flip();
    int length = OVERHEAD + headers.remaining() + payload.length;
    ByteBuffer frame = ByteBuffer.allocate(length).putInt(length).putInt(headers.remaining());
    frame.putInt(checksum(frame)).put(headers).put(payload);
    return frame.putInt(checksum(frame)).array();
  }

  private static void header(ByteBuffer to, String name, String value) {
    to.put((byte) name.length()).put(name.getBytes(UTF_8));
    to.put(TEXT).putShort((short) value.length()).put(value.getBytes(UTF_8));
  }

  /// Over what was written up to now.
  private static int checksum(ByteBuffer written) {
    CRC32 crc = new CRC32();
    crc.update(written.duplicate().flip());
    return (int) crc.getValue();
  }
}
