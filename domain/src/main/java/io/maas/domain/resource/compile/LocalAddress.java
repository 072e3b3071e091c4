package io.maas.domain.resource.compile;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Locale;

/// Tells hosts that mean this machine or its link, without asking a name server. Through such an
/// endpoint a resource could reach what only this machine may reach. Hosts come out of a URL, whose
/// grammar has no octal, hexadecimal or shortened addresses.
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
    return isLocal(literal.replaceFirst("%.*$", ""));
  }

  private static boolean isLocal(String literal) {
    try {
      InetAddress address = InetAddress.ofLiteral(literal);
      return address.isLoopbackAddress()
          || address.isLinkLocalAddress()
          || address.isAnyLocalAddress()
          || (address instanceof Inet4Address && address.getAddress()[0] == 0);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
