package io.maas.domain.catalog;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whose a request is: found by the host name that it was sent to, or by a path that begins with
/// `/t/{tenant}/`, before anything else is known of it. Immutable, swapped with the snapshots.
///
/// Whoever names a tenant that is not there is sent to [#NOBODY], where there are no people and no
/// models: so it is answered to the letter like a tenant's stranger, and learns nothing.
public final class Tenants {

  /// What a path begins with that names its tenant.
  public static final String PREFIX = "/t/";

  /// No tenant. No AITenant can have this name.
  public static final String NOBODY = "-";

  private final Map<String, Tenant> byId;
  private final Map<String, String> byHost;
  private final String elsewhere;

  /// @param all each with hosts of its own
  /// @param elsewhere whose a request is that was sent to a host of nobody's
  public Tenants(Collection<Tenant> all, String elsewhere) {
    Map<String, Tenant> ids = new HashMap<>();
    Map<String, String> hosts = new HashMap<>();
    for (Tenant tenant : all) {
      ids.put(tenant.id(), tenant);
      tenant.hostnames().forEach(host -> hosts.put(host, tenant.id()));
    }
    this.byId = Map.copyOf(ids);
    this.byHost = Map.copyOf(hosts);
    this.elsewhere = elsewhere;
  }

  /// One tenant alone, for every host.
  public static Tenants alone(String id) {
    return new Tenants(List.of(new Tenant(id, List.of(), null)), id);
  }

  /// Whether any host name is somebody's: if not, nobody needs to look at a request's.
  public boolean haveHosts() {
    return !byHost.isEmpty();
  }

  /// Whose a request is.
  ///
  /// @param host that it was sent to, without a port; null if it names none
  /// @param path without the query
  public String at(@Nullable String host, String path) {
    String byName = host == null || byHost.isEmpty() ? null : byHost.get(lower(host));
    if (!path.startsWith(PREFIX)) {
      return byName == null ? elsewhere : byName;
    }
    Tenant named = byId.get(named(path));
    // The host of a tenant is that tenant's alone; only the platform's own may be shared by path.
    boolean shared = byName == null || byName.equals(Tenant.DEFAULT);
    return named != null && (shared || named.id().equals(byName)) ? named.id() : NOBODY;
  }

  /// The path below the tenant's root: the very same if it names no tenant.
  public static String below(String path) {
    if (!path.startsWith(PREFIX)) {
      return path;
    }
    int end = path.indexOf('/', PREFIX.length());
    return end < 0 ? "/" : path.substring(end);
  }

  private static String named(String path) {
    int end = path.indexOf('/', PREFIX.length());
    return end < 0 ? path.substring(PREFIX.length()) : path.substring(PREFIX.length(), end);
  }

  /// The very same text if it is in small letters already, as clients send it.
  private static String lower(String host) {
    return host.toLowerCase(Locale.ROOT);
  }

  /// The tenant of that name.
  public Optional<Tenant> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// A tenant's root as clients see it.
  ///
  /// @param gatewayUrl the gateway's root, without a slash at the end
  public String url(String id, String gatewayUrl) {
    Tenant tenant = byId.get(id);
    return tenant == null ? gatewayUrl : tenant.url(gatewayUrl);
  }

  public Stream<Tenant> all() {
    return byId.values().stream();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Tenants that
        && byId.equals(that.byId)
        && elsewhere.equals(that.elsewhere);
  }

  @Override
  public int hashCode() {
    return Objects.hash(byId, elsewhere);
  }
}
