package io.maas.protocol.translation;

import java.util.Arrays;

/// Finds whether bytes hold some others, by leaps (Horspool's): a body may have megabytes, and is
/// looked through on an event loop.
final class BytePattern {

  private final byte[] wanted;
  private final int[] leaps = new int[256];

  BytePattern(byte[] wanted) {
    this.wanted = wanted.clone();
    Arrays.fill(leaps, wanted.length);
    for (int i = 0; i < wanted.length - 1; i++) {
      leaps[wanted[i] & 0xff] = wanted.length - 1 - i;
    }
  }

  boolean isIn(byte[] bytes) {
    int last = wanted.length - 1;
    int at = 0;
    while (at + last < bytes.length) {
      if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
        return true;
      }
      at += leaps[bytes[at + last] & 0xff];
    }
    return false;
  }
}
