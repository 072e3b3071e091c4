package io.maas.http.egress;

import io.maas.domain.catalog.Whereabouts;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import io.vertx.core.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The way from one event loop to hosts: to an address that was checked, or through the proxy.
///
/// What a proxy looks up is not seen here; of hosts behind one only those that are addresses
/// themselves are checked.
public final class Way {

  /// How many addresses of one host are tried for one request.
  private static final int TRIES = 3;

  /// Hosts come from resources, which are few; but those that went must not stay for ever.
  private static final int REMEMBERED = 1024;

  private final HttpClient client;
  private final Egress egress;
  private final Lookup lookup;
  private final LongSupplier ticker;
  private final @Nullable ProxyOptions proxy;
  private final Map<Place, Host> hosts = new HashMap<>();

  private record Place(String host, int port) {}

  /// @param ticker monotonic nanoseconds
  public Way(HttpClient client, Egress egress, Lookup lookup, LongSupplier ticker) {
    this.client = client;
    this.egress = egress;
    this.lookup = lookup;
    this.ticker = ticker;
    this.proxy = egress.proxy() == null ? null : options(egress.proxy());
  }

  /// Gets a connection for a request and writes its head. As long as this fails, nothing was sent.
  ///
  /// @param options with host and port, which the request and TLS name whatever the address is
  public Future<HttpClientRequest> open(RequestOptions options) {
    String name = options.getHost();
    OutboundProxy before = egress.proxy();
    boolean proxied = before != null && before.covers(name);
    if (proxied && Whereabouts.literal(name).isEmpty()) {
      return client.request(options.setProxyOptions(proxy));
    }
    Future<Addresses> where = host(name, options.getPort()).addresses();
    if (proxied) {
      return where.compose(_ -> client.request(options.setProxyOptions(proxy)));
    }
    return where.succeeded()
        ? dial(options, where.result(), TRIES)
        : where.compose(found -> dial(options, found, TRIES));
  }

  private Future<HttpClientRequest> dial(RequestOptions options, Addresses to, int tries) {
    SocketAddress address = to.used();
    Future<HttpClientRequest> request = client.request(options.setServer(address));
    return tries <= 1 || to.size() == 1
        ? request
        : request.recover(_ -> {
          to.dead(address);
          return dial(options, to, Math.min(tries, to.size()) - 1);
        });
  }

  private Host host(String name, int port) {
    Place place = new Place(name, port);
    Host known = hosts.get(place);
    if (known != null) {
      return known;
    }
    if (hosts.size() >= REMEMBERED) {
      hosts.values().removeIf(Host::forgotten);
    }
    Host host = new Host(name, port, lookup, egress.allowLoopback(), ticker);
    hosts.put(place, host);
    return host;
  }

  private static ProxyOptions options(OutboundProxy proxy) {
    ProxyOptions options =
        new ProxyOptions().setType(ProxyType.HTTP).setHost(proxy.host()).setPort(proxy.port());
    if (proxy.user() != null && proxy.password() != null) {
      options.setUsername(proxy.user()).setPassword(proxy.password().value());
    }
    return options;
  }
}
