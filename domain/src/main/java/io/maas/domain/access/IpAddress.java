package io.maas.domain.access;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/// An address of the internet. One of version 4 that is written as one of version 6, as a socket
/// for both does, is one of version 4.
///
/// @param v6 of which version it is
/// @param high its first 64 bits; 0 with version 4
/// @param low its last 64 bits, or all 32 of version 4
public record IpAddress(boolean v6, long high, long low) {

  /// Four numbers without leading zeros, which some read as octal.
  private static final Pattern V4 =
      Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");

  /// Reads one as people and proxies write them; empty if it is none. Asks no server of names.
  public static Optional<IpAddress> parse(String text) {
    boolean v6 = text.indexOf(':') >= 0;
    if (!(v6 ? V6 : V4).matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(of(InetAddress.ofLiteral(text)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static IpAddress of(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address
        ? new IpAddress(false, 0, number(bytes, 0, 4))
        : new IpAddress(true, number(bytes, 0, 8), number(bytes, 8, 16));
  }

  private static long number(byte[] bytes, int from, int to) {
    long number = 0;
    for (int i = from; i < to; i++) {
      number = (number << 8) | (bytes[i] & 0xFF);
    }
    return number;
  }

  /// How many bits it has.
  int bits() {
    return v6 ? 128 : 32;
  }

  /// The same with nothing but zeros behind its first bits.
  IpAddress first(int kept) {
    return v6
        ? new IpAddress(
            true, high & mask(Math.min(kept, 64), 64), low & mask(Math.max(0, kept - 64), 64))
        : new IpAddress(false, 0, low & mask(kept, 32));
  }

  /// Whether its first bits are those of another of the same version.
  boolean beginsLike(IpAddress other, int bits) {
    return v6 == other.v6
        && ((low ^ other.low) & mask(v6 ? Math.max(0, bits - 64) : bits, v6 ? 64 : 32)) == 0
        && ((high ^ other.high) & mask(Math.min(bits, 64), 64)) == 0;
  }

  private static long mask(int ones, int of) {
    return ones == 0 ? 0 : -1L << (of - ones);
  }

  /// As [RFC 5952](https://www.rfc-editor.org/rfc/rfc5952) writes it: the longest run of zeros is
  /// left out.
  @Override
  public String toString() {
    if (!v6) {
      return octet(24) + "." + octet(16) + "." + octet(8) + "." + octet(0);
    }
    int[] zeros = longestZeros();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == zeros[0]) {
        text.append("::");
        i += zeros[1] - 1;
      } else {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
          text.append(':');
        }
        text.append(Long.toHexString(group(i)));
      }
    }
    return text.toString();
  }

  private long octet(int shift) {
    return (low >>> shift) & 0xFF;
  }

  /// Where it begins, and how long it is; -1 where none is longer than one group.
  private int[] longestZeros() {
    int[] longest = {-1, 1};
    for (int from = 0; from < 8; from++) {
      int to = from;
      while (to < 8 && group(to) == 0) {
        to++;
      }
      if (to - from > longest[1]) {
        longest = new int[] {from, to - from};
      }
    }
    return longest;
  }

  private long group(int number) {
    return ((number < 4 ? high : low) >>> (48 - 16 * (number % 4))) & 0xFFFF;
  }
}
