package io.maas.domain.catalog;

import io.maas.domain.access.Principal;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An organisation's part of the installation: its own people, keys, resources, counters and books.
///
/// @param id what its keys, records and counters carry: the name of its AITenant
/// @param hostnames under which it is reached, in small letters; may be none
/// @param issuer who vouches for its people besides maas itself
public record Tenant(String id, List<String> hostnames, @Nullable Issuer issuer) {

  /// The tenant of all that names no other. It is always there, and its administrators may
  /// administer the platform.
  public static final String DEFAULT = Principal.PLATFORM;

  /// Whose namespaces these are is in their names.
  public static final String NAMESPACE_PREFIX = "ai-tenant-";

  public Tenant {
    hostnames = List.copyOf(hostnames);
  }

  /// An OpenID Connect issuer.
  ///
  /// @param url as its tokens name it
  /// @param clientId whom its tokens must be for
  /// @param keysForSeconds how long its keys may be kept before they are read again
  public record Issuer(String url, String clientId, int keysForSeconds) {}

  /// Where its policies, subscriptions and teams are.
  public String namespace() {
    return namespaceOf(id);
  }

  /// Where the policies, subscriptions and teams of the tenant of that name are.
  public static String namespaceOf(String id) {
    return id.equals(DEFAULT) ? DEFAULT : NAMESPACE_PREFIX + id;
  }

  /// Its root as clients see it: a host name of its own, else a path below the gateway's root.
  ///
  /// @param gatewayUrl the gateway's root, without a slash at the end
  public String url(String gatewayUrl) {
    if (id.equals(DEFAULT)) {
      return gatewayUrl;
    }
    if (hostnames.isEmpty()) {
      return gatewayUrl + Tenants.PREFIX + id;
    }
    URI root = URI.create(gatewayUrl);
    String port = root.getPort() < 0 ? "" : ":" + root.getPort();
    return root.getScheme() + "://" + hostnames.getFirst() + port;
  }
}
