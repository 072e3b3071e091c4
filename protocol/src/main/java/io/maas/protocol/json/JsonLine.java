package io.maas.protocol.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// A line of JSON that is put together from fixed pieces and quoted text, for events of which there
/// is one a token. Its buffer is used again. Not thread-safe.
///
/// Half of a surrogate pair is escaped, so that a character that an upstream cut in two is whole
/// again where the client joins the pieces.
public final class JsonLine {

  private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);
  private static final int USUAL = 512;
  private static final int LARGEST_KEPT = 16 * 1024;
  private static final int WIDEST = 6;

  private byte[] bytes = new byte[USUAL];
  private int length;

  /// Adds ASCII as it is.
  public JsonLine raw(String ascii) {
    int more = ascii.length();
    ensure(more);
    for (int i = 0; i < more; i++) {
      bytes[length + i] = (byte) ascii.charAt(i);
    }
    length += more;
    return this;
  }

  /// Adds bytes as they are.
  public JsonLine raw(byte[] more) {
    ensure(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
    return this;
  }

  /// Adds a number.
  public JsonLine number(long number) {
    return raw(Long.toString(number));
  }

  /// Adds a string, quoted.
  public JsonLine text(String text) {
    ensure(2 + text.length());
    bytes[length++] = '"';
    escaped(text);
    ensure(1);
    bytes[length++] = '"';
    return this;
  }

  /// Empties the line into `out`.
  public void to(ByteArrayOutputStream out) {
    out.write(bytes, 0, length);
    clear();
  }

  /// Empties the line into bytes.
  public byte[] toBytes() {
    byte[] all = Arrays.copyOf(bytes, length);
    clear();
    return all;
  }

  /// A stream lives long, and one long event shall not cost its memory for all that time.
  private void clear() {
    length = 0;
    if (bytes.length > LARGEST_KEPT) {
      bytes = new byte[USUAL];
    }
  }

  private void escaped(String text) {
    int size = text.length();
    for (int i = 0; i < size; i++) {
      char c = text.charAt(i);
      ensure(WIDEST);
      if (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') {
        bytes[length++] = (byte) c;
      } else if (c < 0x80) {
        escapedAscii(c);
      } else if (c < 0x800) {
        bytes[length++] = (byte) (0xc0 | (c >> 6));
        continuation(c);
      } else if (!Character.isSurrogate(c)) {
        bytes[length++] = (byte) (0xe0 | (c >> 12));
        continuation(c >> 6);
        continuation(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < size
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        int point = Character.toCodePoint(c, text.charAt(++i));
        bytes[length++] = (byte) (0xf0 | (point >> 18));
        continuation(point >> 12);
        continuation(point >> 6);
        continuation(point);
      } else {
        unicode(c);
      }
    }
  }

  private void continuation(int bits) {
    bytes[length++] = (byte) (0x80 | (bits & 0x3f));
  }

  private void escapedAscii(char c) {
    int letter =
        switch (c) {
          case '"' -> '"';
          case '\\' -> '\\';
          case '\n' -> 'n';
          case '\r' -> 'r';
          case '\t' -> 't';
          default -> 0;
        };
    if (letter == 0) {
      unicode(c);
    } else {
      bytes[length++] = '\\';
      bytes[length++] = (byte) letter;
    }
  }

  private void unicode(char c) {
    bytes[length++] = '\\';
    bytes[length++] = 'u';
    for (int shift = 12; shift >= 0; shift -= 4) {
      bytes[length++] = HEX[(c >> shift) & 0xf];
    }
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
