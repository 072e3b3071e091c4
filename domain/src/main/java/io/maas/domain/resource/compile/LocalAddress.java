package io.maas.domain.resource.compile;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.function.Function;

/// Tells hosts that mean this machine or its link, in whatever notation, without asking a name
/// server. Through such an endpoint a resource could reach what only this machine may reach.
final class LocalAddress {

  private LocalAddress() {}

  /// @param host of a URL, IPv6 in brackets
  static boolean is(String host) {
    String name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    if (name.equals("localhost") || name.endsWith(".localhost")) {
      return true;
    }
    String literal =
        name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    String address = literal.replaceFirst("%.*$", "");
    return isLocal(address, InetAddress::ofLiteral)
        || isLocal(address, Inet4Address::ofPosixLiteral);
  }

  private static boolean isLocal(String literal, Function<String, ? extends InetAddress> reader) {
    try {
      InetAddress address = reader.apply(literal);
      return address.isLoopbackAddress()
          || address.isLinkLocalAddress()
          || address.isAnyLocalAddress()
          || (address instanceof Inet4Address && address.getAddress()[0] == 0);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
