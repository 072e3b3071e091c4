package io.maas.app.server;

import io.maas.app.config.Believed;
import io.maas.app.config.MaasConfig;
import io.maas.domain.access.GroupsHearing;
import io.maas.domain.access.Identities;
import io.maas.domain.catalog.Snapshots;
import io.maas.domain.catalog.Tenant;
import io.maas.domain.catalog.Tenants;
import io.maas.http.egress.Authorities;
import io.maas.http.egress.Egress;
import io.maas.identity.HeardGroups;
import io.maas.identity.TokenIdentities;
import io.maas.identity.http.IssuerDocuments;
import io.maas.identity.kubernetes.ClusterUsers;
import io.maas.identity.kubernetes.http.ReviewServer;
import io.maas.identity.oidc.ClaimRules;
import io.maas.identity.oidc.Documents;
import io.maas.identity.oidc.IssuerSettings;
import io.maas.identity.oidc.Issuers;
import io.maas.store.kubernetes.http.ApiAddress;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Whom this process believes who somebody is: the store, and the issuers of its configuration.
///
/// @param ofGateway all of them, for whom nobody waits until what a token says is written down
/// @param ofControl all of them; what a token says is written down before anything is done with it
/// @param issuers those alone that speak OpenID Connect
/// @param hearing writes down what is said of people's groups
record Believing(
    Identities ofGateway, Identities ofControl, Issuers issuers, GroupsHearing hearing) {

  static Believing open(
      Vertx vertx,
      MaasConfig config,
      Stores stores,
      Snapshots snapshots,
      Clocks clocks,
      Executor aside,
      Undo undo)
      throws IOException {
    Map<Authority, Documents> ways = new HashMap<>();
    Authority usual = new Authority(config.outbound().ca());
    ways.put(usual, documents(vertx, usual, config, clocks));
    for (Believed believed : config.oidc()) {
      Authority authority = authority(believed.issuer(), config);
      if (!ways.containsKey(authority)) {
        ways.put(authority, documents(vertx, authority, config, clocks));
      }
    }
    Issuers issuers =
        new Issuers(
            tenant -> of(tenant, config.oidc(), snapshots.tenants()),
            settings -> way(ways, authority(settings, config)),
            clocks.dates(),
            clocks.ticker(),
            aside);
    GroupsHearing hearing =
        new HeardGroups(
            stores.database().memberships(),
            tenant -> snapshots.of(tenant).overall().onGroupChange(),
            clocks.dates());
    Identities local = stores.database().identities(clocks.dates(), aside);
    ClusterUsers cluster = cluster(config, clocks, undo);
    return new Believing(
        new TokenIdentities(
            local,
            issuers,
            cluster,
            aside,
            clocks.dates(),
            said -> aside.execute(() -> hearing.hear(said))),
        new TokenIdentities(local, issuers, cluster, aside, clocks.dates(), hearing),
        issuers,
        hearing);
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

  /// Those of the process's configuration, and the one that the tenant itself declares: of two with
  /// one name the former, which can say more.
  static List<IssuerSettings> of(String tenant, List<Believed> all, Tenants tenants) {
    List<IssuerSettings> issuers = new ArrayList<>();
    all.stream()
        .filter(believed -> believed.tenant().equals(tenant))
        .map(Believed::issuer)
        .forEach(issuers::add);
    tenants
        .find(tenant)
        .flatMap(found -> Optional.ofNullable(found.issuer()))
        .filter(declared ->
            issuers.stream().noneMatch(issuer -> issuer.issuer().equals(declared.url())))
        .map(Believing::declared)
        .ifPresent(issuers::add);
    return issuers;
  }

  private static IssuerSettings declared(Tenant.Issuer issuer) {
    return new IssuerSettings(
        issuer.url(),
        issuer.clientId(),
        null,
        List.of(),
        List.of(),
        ClaimRules.USUAL,
        IssuerSettings.ALGORITHMS,
        IssuerSettings.USUAL_SKEW,
        Duration.ofSeconds(issuer.keysForSeconds()),
        IssuerSettings.USUALLY_KEPT,
        null,
        IssuerSettings.USUAL_SCOPES);
  }
}
