package io.maas.control.http;

import static io.maas.control.http.ErrorShape.FLAT;
import static io.maas.control.http.ErrorShape.OPENAI;
import static io.maas.control.http.Route.delete;
import static io.maas.control.http.Route.get;
import static io.maas.control.http.Route.patch;
import static io.maas.control.http.Route.post;
import static io.maas.control.http.Route.put;
import static io.maas.control.http.Who.ADMIN;
import static io.maas.control.http.Who.ANYONE;
import static io.maas.control.http.Who.CALLER;
import static io.maas.control.http.Who.USER;

import io.maas.control.ControlPorts;
import io.maas.control.ControlSettings;
import io.maas.control.call.Reply;
import io.maas.control.explain.ExplainEndpoint;
import io.maas.control.gateway.GatewayEndpoints;
import io.maas.control.key.BulkRevocation;
import io.maas.control.key.KeyEndpoints;
import io.maas.control.key.KeyLifetimes;
import io.maas.control.key.KeyListing;
import io.maas.control.key.KeyMint;
import io.maas.control.key.KeySearch;
import io.maas.control.key.ShortLivedTokens;
import io.maas.control.ledger.ImportEndpoint;
import io.maas.control.ledger.VerifyEndpoint;
import io.maas.control.model.ModelEndpoints;
import io.maas.control.quota.QuotaEndpoint;
import io.maas.control.resource.Apply;
import io.maas.control.resource.PatchEndpoints;
import io.maas.control.resource.ResourceEndpoints;
import io.maas.control.secret.SecretEndpoints;
import io.maas.control.subscription.SubscriptionEndpoints;
import io.maas.control.tier.TierLookup;
import io.maas.control.usage.UsageEndpoint;
import io.maas.control.user.GroupEndpoints;
import io.maas.control.user.UserEndpoints;
import io.maas.control.user.UserTokens;
import io.maas.control.user.Whoami;
import io.maas.protocol.models.ModelListing;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The whole surface of the control plane. What is not here does not exist.
final class Routes {

  /// Where all of it is.
  static final String PREFIX = "/maas-api";

  /// What the reference serves without the prefix too.
  static final List<String> ALIASES = List.of("/v1/api-keys", "/v1/subscriptions");

  private Routes() {}

  static List<Route> of(ControlPorts ports, ControlSettings settings) {
    var lifetimes = new KeyLifetimes(ports.resources());
    var mint = new KeyMint(ports.keys(), ports.clock(), ports.random());
    var keys = new KeyEndpoints(ports.keys(), mint, lifetimes, ports.snapshots(), ports.clock());
    var search = new KeySearch(ports.keys(), ports.snapshots(), ports.clock());
    var listed = new KeyListing(ports.keys(), ports.clock());
    var tiers = new TierLookup(ports.snapshots());
    var bulk = new BulkRevocation(ports.keys(), ports.snapshots(), ports.clock());
    var tokens =
        new ShortLivedTokens(ports.keys(), mint, lifetimes, ports.snapshots(), ports.clock());
    var listing = new ModelListing(settings.gatewayUrl());
    var models = new ModelEndpoints(listing, ports.snapshots(), ports.clock());
    var subscriptions = new SubscriptionEndpoints(ports.snapshots());
    var apply = new Apply(ports.resources());
    var resources = new ResourceEndpoints(ports.resources());
    var patches = new PatchEndpoints(ports.resources());
    var secrets = new SecretEndpoints(ports.secrets());
    var users = new UserEndpoints(ports.users(), ports.clock());
    var userTokens = new UserTokens(ports.users(), ports.clock(), ports.random());
    var groups = new GroupEndpoints(ports.users());
    var whoami = new Whoami();
    var usage = new UsageEndpoint(ports.ledger());
    var quota = new QuotaEndpoint(ports.quota(), ports.users(), ports.snapshots(), ports.clock());
    var explain = new ExplainEndpoint(ports.users(), ports.snapshots());
    var gateways = new GatewayEndpoints(ports.epochs(), ports.clock());
    var verify = new VerifyEndpoint(ports.bookkeeping());
    var imports = new ImportEndpoint(ports.bookkeeping());

    return withAliases(
        List.of(
            get("/maas-api/health", ANYONE, FLAT, _ -> Reply.ok(Map.of("status", "healthy"))),
            get("/maas-api/v1/whoami", CALLER, FLAT, whoami::tell),
            post("/maas-api/v1/tokens", USER, FLAT, tokens::create),
            delete("/maas-api/v1/tokens", USER, FLAT, tokens::revokeMine),
            post("/maas-api/v1/api-keys", USER, FLAT, keys::create),
            get("/maas-api/v1/api-keys", USER, FLAT, listed::list),
            post("/maas-api/v1/api-keys/search", USER, FLAT, search::search),
            post("/maas-api/v1/api-keys/bulk-revoke", USER, FLAT, bulk::revoke),
            get("/maas-api/v1/api-keys/config", USER, FLAT, keys::config),
            get("/maas-api/v1/api-keys/:id", USER, FLAT, keys::read),
            delete("/maas-api/v1/api-keys/:id", USER, FLAT, keys::revoke),
            get("/maas-api/v1/models", CALLER, OPENAI, models::list),
            get("/maas-api/v1/subscriptions", CALLER, OPENAI, subscriptions::list),
            get("/maas-api/v1/model/:model/subscriptions", CALLER, OPENAI, subscriptions::ofModel),
            post("/maas-api/v1/tiers/lookup", CALLER, FLAT, tiers::find),
            get("/maas-api/v1/usage", CALLER, FLAT, usage::usage),
            get("/maas-api/v1/quota", CALLER, FLAT, quota::tell),
            get("/maas-api/v1/explain", CALLER, FLAT, explain::explain),
            get("/maas-api/v1/gateways", ADMIN, FLAT, gateways::list),
            delete("/maas-api/v1/gateways/:id", ADMIN, FLAT, gateways::forget),
            get("/maas-api/v1/ledger/verify", ADMIN, FLAT, verify::verify),
            post("/maas-api/v1/ledger/import", ADMIN, FLAT, imports::take)
                .upTo(ImportEndpoint.LARGEST),
            post("/maas-api/v1/resources/apply", ADMIN, FLAT, apply::apply),
            get("/maas-api/v1/resources/:kind", ADMIN, FLAT, resources::list),
            get("/maas-api/v1/resources/:kind/:namespace/:name", ADMIN, FLAT, resources::read),
            put("/maas-api/v1/resources/:kind/:namespace/:name", ADMIN, FLAT, resources::put),
            patch("/maas-api/v1/resources/:kind/:namespace/:name", ADMIN, FLAT, patches::patch),
            patch(
                "/maas-api/v1/resources/:kind/:namespace/:name/status",
                ADMIN,
                FLAT,
                patches::patchStatus),
            delete("/maas-api/v1/resources/:kind/:namespace/:name", ADMIN, FLAT, resources::delete),
            get("/maas-api/v1/secrets", ADMIN, FLAT, secrets::list),
            put("/maas-api/v1/secrets/:namespace/:name", ADMIN, FLAT, secrets::put),
            patch("/maas-api/v1/secrets/:namespace/:name", ADMIN, FLAT, secrets::change),
            delete("/maas-api/v1/secrets/:namespace/:name", ADMIN, FLAT, secrets::delete),
            get("/maas-api/v1/users", ADMIN, FLAT, users::list),
            post("/maas-api/v1/users", ADMIN, FLAT, users::create),
            get("/maas-api/v1/users/:user", ADMIN, FLAT, users::read),
            delete("/maas-api/v1/users/:user", ADMIN, FLAT, users::delete),
            post("/maas-api/v1/users/:user/tokens", ADMIN, FLAT, userTokens::create),
            get("/maas-api/v1/groups", ADMIN, FLAT, groups::list),
            post("/maas-api/v1/groups", ADMIN, FLAT, groups::create),
            delete("/maas-api/v1/groups/:group", ADMIN, FLAT, groups::delete),
            put("/maas-api/v1/groups/:group/members/:user", ADMIN, FLAT, groups::add),
            delete("/maas-api/v1/groups/:group/members/:user", ADMIN, FLAT, groups::remove)));
  }

  private static List<Route> withAliases(List<Route> routes) {
    return routes.stream()
        .flatMap(route -> {
          String bare = route.path().substring(PREFIX.length());
          return ALIASES.stream().anyMatch(alias -> isBelow(bare, alias))
              ? Stream.of(route, route.at(bare))
              : Stream.of(route);
        })
        .toList();
  }

  /// Whether a path is this one or below it.
  static boolean isBelow(String path, String root) {
    return path.startsWith(root)
        && (path.length() == root.length() || path.charAt(root.length()) == '/');
  }
}
