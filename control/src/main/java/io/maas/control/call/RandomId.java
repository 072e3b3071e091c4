package io.maas.control.call;

import java.util.UUID;
import java.util.random.RandomGenerator;

/// UUIDs of the fourth version from a source of randomness that is given, so that a test can say
/// what the dice show.
public final class RandomId {

  private RandomId() {}

  /// The next one.
  public static String next(RandomGenerator random) {
    long high = (random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }
}
