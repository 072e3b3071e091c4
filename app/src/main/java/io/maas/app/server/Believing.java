package io.maas.app.server;

import io.maas.app.config.Believed;
import io.maas.app.config.MaasConfig;
import io.maas.domain.access.Identities;
import io.maas.http.egress.Authorities;
import io.maas.http.egress.Egress;
import io.maas.identity.TokenIdentities;
import io.maas.identity.http.IssuerDocuments;
import io.maas.identity.kubernetes.ClusterUsers;
import io.maas.identity.kubernetes.http.ReviewServer;
import io.maas.identity.oidc.Documents;
import io.maas.identity.oidc.IssuerSettings;
import io.maas.identity.oidc.Issuers;
import io.maas.store.kubernetes.http.ApiAddress;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Whom this process believes who somebody is: the store, and the issuers of its configuration.
///
/// @param identities all of them
/// @param issuers those alone that speak OpenID Connect
record Believing(Identities identities, Issuers issuers) {

  static Believing open(
      Vertx vertx, MaasConfig config, Stores stores, Clocks clocks, Executor aside, Undo undo)
      throws IOException {
    Map<Authority, Documents> ways = new HashMap<>();
    for (Believed believed : config.oidc()) {
      Authority authority = authority(believed.issuer(), config);
      if (!ways.containsKey(authority)) {
        ways.put(authority, documents(vertx, authority, config, clocks));
      }
    }
    Issuers issuers =
        new Issuers(
            tenant -> of(tenant, config.oidc()),
            settings -> way(ways, authority(settings, config)),
            clocks.dates(),
            clocks.ticker(),
            aside);
    return new Believing(
        new TokenIdentities(
            stores.database().identities(clocks.dates(), aside),
            issuers,
            cluster(config, clocks, undo),
            aside),
        issuers);
  }

  private static @Nullable ClusterUsers cluster(MaasConfig config, Clocks clocks, Undo undo)
      throws IOException {
    ApiAddress api = config.kubernetes();
    String audience = config.kubernetesUsers();
    if (api == null || audience == null) {
      return null;
    }
    ReviewServer server =
        undo.closing("reviews", new ReviewServer(api.url(), api.token(), api.ca()));
    return new ClusterUsers(
        server, audience.equals("*") ? List.of() : List.of(audience), clocks.ticker());
  }

  /// Who vouches for an issuer's certificate beside the system's authorities.
  private record Authority(@Nullable Path ca) {}

  private static Authority authority(IssuerSettings issuer, MaasConfig config) {
    return new Authority(issuer.ca() == null ? config.outbound().ca() : issuer.ca());
  }

  private static Documents documents(
      Vertx vertx, Authority authority, MaasConfig config, Clocks clocks) throws IOException {
    return new IssuerDocuments(
        vertx,
        new Egress(
            config.allowLoopback(),
            authority.ca() == null ? null : Authorities.beside(authority.ca()),
            config.outbound().proxy()),
        clocks.ticker());
  }

  private static Documents way(Map<Authority, Documents> ways, Authority authority) {
    Documents way = ways.get(authority);
    if (way == null) {
      throw new IllegalStateException("no way to issuers with " + authority);
    }
    return way;
  }

  private static List<IssuerSettings> of(String tenant, List<Believed> all) {
    return all.stream()
        .filter(believed -> believed.tenant().equals(tenant))
        .map(Believed::issuer)
        .toList();
  }
}
