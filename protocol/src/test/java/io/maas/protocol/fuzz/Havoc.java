package io.maas.protocol.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Changes recorded bytes: some bytes, some stretches, some JSON values in them.
final class Havoc {

  private static final int LONGEST = 128 * 1024;
  private static final List<byte[]> WORDS =
      Stream.of(
              "null",
              "true",
              "-1",
              "0.5",
              "1e999",
              "99999999999999999999",
              "9223372036854775807",
              "-9223372036854775808",
              "1" + "0".repeat(1100),
              "\"\"",
              "[]",
              "{}",
              "[null]",
              "{\"type\":null}",
              "{\"type\":\"text\"}",
              "\"\\ud83d\"",
              "\"\\u0000\"",
              "\"text\"",
              "\"function\"",
              "\"tool_use\"",
              "\"assistant\"",
              "\"data:image/png;base64,\"",
              "\"usage\":",
              "\"error\":",
              "\"model\":\"x\",",
              "\n\n",
              "\r\n\r\n",
              "data: ",
              "event: ",
              "data: [DONE]\n\n",
              "\u0000",
              "\ud83d\ude00",
              "\ufeff",
              "/*",
              "NaN",
              "[".repeat(990) + "]".repeat(990),
              "{\"a\":".repeat(990) + "1" + "}".repeat(990),
              "[".repeat(150),
              "[".repeat(1200),
              "{\"a\":".repeat(1200),
              "\"" + "x".repeat(60_000))
          .map(word -> word.getBytes(UTF_8))
          .toList();

  private final Random random;

  Havoc(Random random) {
    this.random = random;
  }

  /// One of them with up to eight changes; seldom bytes that never were any of them.
  byte[] of(List<byte[]> seeds) {
    if (random.nextInt(200) == 0) {
      byte[] noise = new byte[random.nextInt(64)];
      random.nextBytes(noise);
      return noise;
    }
    byte[] bytes = any(seeds);
    for (int i = 1 + random.nextInt(8); i > 0; i--) {
      bytes = changed(bytes, seeds);
    }
    return bytes.length > LONGEST ? Arrays.copyOf(bytes, LONGEST) : bytes;
  }

  private byte[] changed(byte[] bytes, List<byte[]> seeds) {
    int from = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, from + random.nextInt(random.nextInt(10) == 0 ? 4096 : 32));
    return switch (random.nextInt(12)) {
      case 0 -> flipped(bytes);
      case 1 -> replaced(bytes, from, to, new byte[0]);
      case 2 -> replaced(bytes, to, to, Arrays.copyOfRange(bytes, from, to));
      case 3 -> replaced(bytes, from, from, any(WORDS));
      case 4 -> replaced(bytes, from, to, stretch(any(seeds)));
      case 5 -> Arrays.copyOf(bytes, from);
      case 6, 7, 8 -> valueReplaced(bytes, any(WORDS));
      case 9, 10 -> valueReplaced(bytes, value(any(seeds)));
      default -> valueReplaced(bytes, value(bytes));
    };
  }

  private byte[] flipped(byte[] bytes) {
    byte[] changed = bytes.clone();
    if (changed.length > 0) {
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return changed;
  }

  private byte[] stretch(byte[] bytes) {
    int from = random.nextInt(bytes.length + 1);
    return Arrays.copyOfRange(bytes, from, from + random.nextInt(bytes.length - from + 1));
  }

  private byte[] valueReplaced(byte[] bytes, byte[] by) {
    int from = valueStart(bytes);
    return replaced(bytes, from, valueEnd(bytes, from), by);
  }

  private byte[] value(byte[] bytes) {
    int from = valueStart(bytes);
    return Arrays.copyOfRange(bytes, from, valueEnd(bytes, from));
  }

  /// Where a JSON value may begin: behind a colon, a comma or a bracket.
  private int valueStart(byte[] bytes) {
    int at = random.nextInt(bytes.length + 1);
    while (at < bytes.length && ":,[".indexOf(bytes[at]) < 0) {
      at++;
    }
    at = Math.min(bytes.length, at + 1);
    while (at < bytes.length && bytes[at] == ' ') {
      at++;
    }
    return at;
  }

  /// Where it ends, if brackets and quotation marks are what they seem to be.
  private static int valueEnd(byte[] bytes, int from) {
    int depth = 0;
    boolean text = false;
    for (int at = from; at < bytes.length; at++) {
      byte one = bytes[at];
      if (text) {
        at += one == '\\' ? 1 : 0;
        text = one != '"';
      } else if (one == '"') {
        text = true;
      } else if (one == '[' || one == '{') {
        depth++;
      } else if (one == ']' || one == '}') {
        depth--;
      }
      if (depth < 0 || (depth == 0 && !text && one == ',')) {
        return at;
      }
    }
    return bytes.length;
  }

  private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
    byte[] changed = Arrays.copyOf(bytes, bytes.length - (to - from) + by.length);
    System.arraycopy(by, 0, changed, from, by.length);
    System.arraycopy(bytes, to, changed, from + by.length, bytes.length - to);
    return changed;
  }

  private byte[] any(List<byte[]> of) {
    return of.get(random.nextInt(of.size()));
  }
}
