package io.maas.domain.catalog;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Where an address leads, as far as that decides whether requests may go there. Whoever may write
/// a resource, or owns a name, could otherwise reach through us what only this machine may reach.
public enum Whereabouts {
  /// Another machine. Private ranges are so: engines live there.
  ELSEWHERE,
  /// This machine: loopback, and the unspecified address, which connects to it too.
  THIS_MACHINE,
  /// The link, a group, or a cloud's metadata, which hands out the machine's own credentials.
  /// Nothing that answers for a model is there.
  OFF_LIMITS;

  /// Metadata services whose addresses are not of the link: of AWS and Google over IPv6, of
  /// Alibaba, of Oracle, and Azure's WireServer.
  private static final Set<InetAddress> METADATA =
      Set.of(
          InetAddress.ofLiteral("fd00:ec2::254"),
          InetAddress.ofLiteral("fd20:ce::254"),
          InetAddress.ofLiteral("100.100.100.200"),
          InetAddress.ofLiteral("192.0.0.192"),
          InetAddress.ofLiteral("168.63.129.16"));

  /// Prefixes behind which an IPv6 address holds one of IPv4 as its last four bytes: those that are
  /// compatible, mapped and translated, and both of NAT64.
  private static final byte[][] EMBEDDING = {
    prefix("::", 12), prefix("::ffff:0:0:0", 12), prefix("64:ff9b::", 12), prefix("64:ff9b:1::", 6)
  };

  private static final byte[] SIX_TO_FOUR = prefix("2002::", 2);
  private static final int IPV4 = 4;

  /// Where an address leads; what an IPv6 address embeds counts as if it stood there itself.
  public static Whereabouts of(InetAddress address) {
    Whereabouts plain = plain(address);
    return plain == ELSEWHERE ? embedded(address).map(Whereabouts::plain).orElse(plain) : plain;
  }

  /// Where a host leads, without asking a name server: a name that does not say so itself leads
  /// elsewhere until it is looked up. Hosts come out of a URL, whose grammar has no octal,
  /// hexadecimal or shortened addresses.
  ///
  /// @param host of a URL, IPv6 in brackets
  public static Whereabouts of(String host) {
    String name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    if (name.equals("localhost") || name.endsWith(".localhost")) {
      return THIS_MACHINE;
    }
    return literal(name).map(Whereabouts::of).orElse(ELSEWHERE);
  }

  /// The address that a host is, if it is one.
  ///
  /// @param host of a URL, IPv6 in brackets
  public static Optional<InetAddress> literal(String host) {
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    try {
      return Optional.of(InetAddress.ofLiteral(bare.replaceFirst("%.*$", "")));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Whereabouts plain(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || (bytes.length == IPV4 && bytes[0] == 0)) {
      return THIS_MACHINE;
    }
    boolean broadcast = bytes.length == IPV4 && (bytes[0] & 0xf0) == 0xf0;
    return address.isLinkLocalAddress()
            || address.isMulticastAddress()
            || broadcast
            || METADATA.contains(address)
        ? OFF_LIMITS
        : ELSEWHERE;
  }

  private static Optional<InetAddress> embedded(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return Optional.empty();
    }
    if (startsWith(bytes, SIX_TO_FOUR)) {
      return Optional.of(ipv4(bytes, SIX_TO_FOUR.length));
    }
    return Arrays.stream(EMBEDDING).anyMatch(prefix -> startsWith(bytes, prefix))
        ? Optional.of(ipv4(bytes, bytes.length - IPV4))
        : Optional.empty();
  }

  private static boolean startsWith(byte[] bytes, byte[] prefix) {
    return Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }

  private static InetAddress ipv4(byte[] bytes, int from) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + IPV4));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  private static byte[] prefix(String address, int bytes) {
    return Arrays.copyOf(InetAddress.ofLiteral(address).getAddress(), bytes);
  }
}
