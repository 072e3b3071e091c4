package io.maas.domain.access;

import java.math.BigInteger;
import java.util.random.RandomGenerator;

/// How credentials are spelled: bytes as one large number in digits and letters, so that a
/// double-click selects all of it.
final class Base62 {

  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());

  private Base62() {}

  /// So many random bytes, spelled out.
  static String random(RandomGenerator random, int bytes) {
    byte[] raw = new byte[bytes];
    random.nextBytes(raw);
    BigInteger rest = new BigInteger(1, raw);
    StringBuilder text = new StringBuilder();
    do {
      BigInteger[] quotient = rest.divideAndRemainder(BASE);
      text.append(ALPHABET.charAt(quotient[1].intValue()));
      rest = quotient[0];
    } while (rest.signum() != 0);
    return text.reverse().toString();
  }

  /// Whether this part of the text is there and has no other characters.
  static boolean covers(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (ALPHABET.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return from < to;
  }
}
