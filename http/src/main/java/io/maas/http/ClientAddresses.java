package io.maas.http;

import io.maas.domain.access.IpAddress;
import io.maas.domain.access.IpRange;
import io.maas.domain.access.Principal;
import io.maas.domain.access.Refusal;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where requests come from: whoever is at the other end of the connection, or, if that is a proxy
/// of ours, whom it says that it speaks for.
///
/// What proxies say is read from the right, where the last of them writes, and only as far as each
/// hop is a trusted one: everything left of that may have been made up by the client. A proxy that
/// writes one of `X-Forwarded-For` and `Forwarded` lets the other pass as the client sent it, so
/// that where both are there they must agree.
///
/// @param proxies whom to believe; nobody if empty
public record ClientAddresses(List<IpRange> proxies) {

  /// Nobody is believed.
  public static final ClientAddresses WITHOUT_PROXIES = new ClientAddresses(List.of());

  /// What [#parse] takes, for people.
  public static final String EXPECTED = "addresses and blocks such as 10.0.0.0/8, parted by commas";

  private static final String FORWARDED_FOR = "x-forwarded-for";
  private static final String FORWARDED = "forwarded";

  public ClientAddresses {
    proxies = List.copyOf(proxies);
  }

  /// Reads addresses and blocks of them, parted by commas; empty if any of it is neither.
  public static Optional<ClientAddresses> parse(String text) {
    List<IpRange> proxies = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Optional<IpRange> proxy = IpRange.parse(part.strip());
      if (proxy.isEmpty()) {
        return Optional.empty();
      }
      proxies.add(proxy.get());
    }
    return Optional.of(new ClientAddresses(proxies));
  }

  /// The client's address; null if nobody can tell.
  public @Nullable IpAddress of(HttpServerRequest request) {
    String host = request.remoteAddress().hostAddress();
    return host == null ? null : of(host, request.headers());
  }

  /// @param peer the address at the other end of the connection
  @Nullable IpAddress of(String peer, MultiMap headers) {
    int zone = peer.indexOf('%');
    IpAddress direct = IpAddress.parse(zone < 0 ? peer : peer.substring(0, zone)).orElse(null);
    if (direct == null || !trusts(direct)) {
      return direct;
    }
    List<String> one = ForwardedHops.listed(headers.getAll(FORWARDED_FOR));
    List<String> other = ForwardedHops.described(headers.getAll(FORWARDED));
    if (one.isEmpty() && other.isEmpty()) {
      return direct;
    }
    IpAddress client = origin(one.isEmpty() ? other : one);
    boolean disagree = !one.isEmpty() && !other.isEmpty() && !Objects.equals(client, origin(other));
    return disagree ? null : client;
  }

  /// Whether a key may not be used from where this request comes.
  public boolean turns(Principal caller, HttpServerRequest request) {
    Principal.KeyBinding key = caller.key();
    return key != null && key.scope().isLocal() && !key.scope().allowsFrom(of(request));
  }

  /// What is said then. It does not tell from where the key could be used: it may have been stolen.
  public Refusal.Forbidden elsewhere(HttpServerRequest request) {
    IpAddress client = of(request);
    return new Refusal.Forbidden(
        "this key may not be used from "
            + (client == null ? "an address that nobody can tell" : client));
  }

  /// The first from the right that is no proxy of ours; the leftmost if all are.
  private @Nullable IpAddress origin(List<String> hops) {
    IpAddress last = null;
    for (String hop : hops.reversed()) {
      last = IpAddress.parse(hop).orElse(null);
      if (last == null || !trusts(last)) {
        return last;
      }
    }
    return last;
  }

  private boolean trusts(IpAddress address) {
    for (IpRange proxy : proxies) {
      if (proxy.contains(address)) {
        return true;
      }
    }
    return false;
  }
}
