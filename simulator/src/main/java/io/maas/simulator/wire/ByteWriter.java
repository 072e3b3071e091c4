package io.maas.simulator.wire;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing array of UTF-8 bytes, with just what JSON needs.
public final class ByteWriter {
  private byte[] bytes;
  private int length;

  public ByteWriter(int size) {
    bytes = new byte[size];
  }

  /// Text of ASCII characters that need no escaping.
  public ByteWriter ascii(String text) {
    return raw(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public ByteWriter raw(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
    return this;
  }

  /// A JSON string with its quotes.
  public ByteWriter string(String text) {
    return ascii("\"").raw(JsonStringEncoder.getInstance().quoteAsUTF8(text)).ascii("\"");
  }

  public ByteWriter number(long value) {
    return ascii(Long.toString(value));
  }

  public int length() {
    return length;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
