package io.maas.http.egress;

import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.util.List;

/// The addresses of one host that were checked, and which of them is used: the first, until it does
/// not answer.
final class Addresses {

  private final List<SocketAddress> all;
  private int used;

  Addresses(List<InetAddress> checked, int port) {
    // As digits, so that nobody looks the name up again, and connections are kept per address.
    this.all =
        checked.stream()
            .map(address -> SocketAddress.inetSocketAddress(port, digits(address)))
            .toList();
  }

  SocketAddress used() {
    return all.get(used);
  }

  int size() {
    return all.size();
  }

  /// An address does not answer: the next one is used.
  void dead(SocketAddress address) {
    if (used().equals(address)) {
      used = (used + 1) % all.size();
    }
  }

  private static String digits(InetAddress address) {
    return address.getHostAddress().replaceFirst("%.*$", "");
  }
}
