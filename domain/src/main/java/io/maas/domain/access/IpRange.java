package io.maas.domain.access;

import java.util.Optional;

/// A block of addresses that begin alike.
///
/// @param first the first of them
/// @param prefix how many bits they share
public record IpRange(IpAddress first, int prefix) {

  /// What [#parse] takes, for people.
  public static final String EXPECTED = "an address or a block such as 10.0.0.0/8 or 2001:db8::/32";

  public IpRange {
    if (prefix < 0 || prefix > first.bits() || !first.first(prefix).equals(first)) {
      throw new IllegalArgumentException(
          "prefix: " + prefix + " of " + first + " (expected: zeros behind it)");
    }
  }

  /// Reads a block, or an address as the block of itself alone; empty if it is neither. Bits behind
  /// the prefix are dropped, so that equal blocks are written alike.
  public static Optional<IpRange> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return IpAddress.parse(text).map(address -> new IpRange(address, address.bits()));
    }
    String digits = text.substring(slash + 1);
    if (!digits.matches("0|[1-9][0-9]{0,2}")) {
      return Optional.empty();
    }
    int prefix = Integer.parseInt(digits);
    String written = text.substring(0, slash);
    return IpAddress.parse(written)
        // Of a block that is written in the other version the prefix would mean something else.
        .filter(address -> address.v6() == (written.indexOf(':') >= 0))
        .filter(address -> prefix <= address.bits())
        .map(address -> new IpRange(address.first(prefix), prefix));
  }

  /// Whether the address is one of them.
  public boolean contains(IpAddress address) {
    return address.beginsLike(first, prefix);
  }

  @Override
  public String toString() {
    return first + "/" + prefix;
  }
}
