package io.maas.protocol.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/// Writes frames of `application/vnd.amazon.eventstream` as Bedrock does.
public final class Frames {

  private Frames() {}

  /// A frame of an event.
  public static byte[] event(String type, String payload) {
    return frame("event", ":event-type", type, payload);
  }

  /// A frame of an exception in the middle of a stream.
  public static byte[] exception(String type, String payload) {
    return frame("exception", ":exception-type", type, payload);
  }

  private static byte[] frame(String message, String key, String type, String payload) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(key, type);
    headers.put(":content-type", "application/json");
    headers.put(":message-type", message);
    return frame(headers, payload.getBytes(UTF_8));
  }

  /// A frame with headers of text.
  public static byte[] frame(Map<String, String> headers, byte[] payload) {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    headers.forEach((name, value) -> {
      byte[] text = value.getBytes(UTF_8);
      written.write(name.length());
      written.writeBytes(name.getBytes(UTF_8));
      written.write(7);
      written.write(text.length >> 8);
      written.write(text.length);
      written.writeBytes(text);
    });
    return frame(written.toByteArray(), payload);
  }

  /// A frame with headers as they come.
  public static byte[] frame(byte[] headers, byte[] payload) {
    int length = headers.length + payload.length + 16;
    ByteBuffer out = ByteBuffer.allocate(length).putInt(length).putInt(headers.length);
    out.putInt(checksum(out));
    out.put(headers).put(payload);
    out.putInt(checksum(out));
    return out.array();
  }

  /// The frame with both checksums made right for what stands in it.
  static byte[] checked(byte[] frame) {
    ByteBuffer out = ByteBuffer.wrap(frame.clone()).position(8);
    out.putInt(checksum(out)).position(frame.length - 4);
    return out.putInt(checksum(out)).array();
  }

  /// Over what was written up to now.
  private static int checksum(ByteBuffer written) {
    CRC32 crc = new CRC32();
    crc.update(written.duplicate().flip());
    return (int) crc.getValue();
  }
}
