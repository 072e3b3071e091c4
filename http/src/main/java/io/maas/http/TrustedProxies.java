package io.maas.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whose word is taken for where a request came from: everybody else may write into
/// `X-Forwarded-For` what they like.
///
/// @param networks where the proxies stand; none if nobody's word is taken
public record TrustedProxies(List<Network> networks) {

  /// What [#parse] takes, for people.
  public static final String EXPECTED =
      "addresses and networks such as 10.0.0.0/8, parted by commas";

  /// Nobody's word is taken.
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  public TrustedProxies {
    networks = List.copyOf(networks);
  }

  /// Addresses that begin alike.
  ///
  /// @param bits how many bits are alike
  public record Network(InetAddress address, int bits) {

    /// Reads `10.0.0.0/8`, or an address alone. Looks no name up.
    public static Optional<Network> parse(String text) {
      int slash = text.indexOf('/');
      Optional<InetAddress> address = literal(slash < 0 ? text : text.substring(0, slash));
      if (address.isEmpty()) {
        return Optional.empty();
      }
      int all = address.get().getAddress().length * Byte.SIZE;
      String bits = slash < 0 ? String.valueOf(all) : text.substring(slash + 1);
      return bits.matches("[0-9]{1,3}") && Integer.parseInt(bits) <= all
          ? Optional.of(new Network(address.get(), Integer.parseInt(bits)))
          : Optional.empty();
    }

    boolean holds(InetAddress other) {
      byte[] mine = address.getAddress();
      byte[] theirs = other.getAddress();
      if (mine.length != theirs.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> bit % Byte.SIZE;
        if (((mine[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }

  /// Reads a list; empty if any of it is no network.
  public static Optional<TrustedProxies> parse(String text) {
    List<Network> networks = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Optional<Network> network = Network.parse(part.strip());
      if (network.isEmpty()) {
        return Optional.empty();
      }
      networks.add(network.get());
    }
    return Optional.of(new TrustedProxies(networks));
  }

  /// The address that a request came from: the nearest one that is no trusted proxy.
  ///
  /// @param peer who is connected to us
  /// @param forwarded the values of `X-Forwarded-For`, to which each proxy adds at the end whom it
  ///   was asked by
  public String client(String peer, List<String> forwarded) {
    List<String> hops = new ArrayList<>();
    forwarded.forEach(value -> hops.addAll(List.of(value.split(",", -1))));
    String client = peer;
    for (String hop : hops.reversed()) {
      Optional<InetAddress> said = literal(hop.strip());
      if (said.isEmpty() || !trusts(client)) {
        return client;
      }
      client = said.get().getHostAddress();
    }
    return client;
  }

  private boolean trusts(String peer) {
    return literal(peer)
        .filter(address -> networks.stream().anyMatch(network -> network.holds(address)))
        .isPresent();
  }

  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
