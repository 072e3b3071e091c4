package io.maas.protocol.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Percent-encoding as AWS defines it: letters, digits, `-`, `.`, `_` and `~` stay, all else
/// becomes `%XY` with capitals.
public final class PercentEncoding {

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private PercentEncoding() {}

  /// Encodes a segment of a path, or a name or value of a query.
  public static String of(String text) {
    return encoded(text, false);
  }

  /// Encodes a path, but not what separates its segments.
  static String ofPath(String path) {
    return encoded(path, true);
  }

  private static String encoded(String text, boolean keepsSlashes) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (byte value : text.getBytes(UTF_8)) {
      char c = (char) (value & 0xff);
      if (isUnreserved(c) || (keepsSlashes && c == '/')) {
        out.append(c);
      } else {
        out.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
      }
    }
    return out.toString();
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }
}
