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
import io.maas.control.expiry.ExpiryEndpoint;
import io.maas.control.expiry.ExpiryOperations;
import io.maas.control.explain.ExplainEndpoint;
import io.maas.control.explain.ExplainOperations;
import io.maas.control.gateway.GatewayEndpoints;
import io.maas.control.gateway.GatewayOperations;
import io.maas.control.job.JobEndpoints;
import io.maas.control.job.JobOperations;
import io.maas.control.key.BulkRevocation;
import io.maas.control.key.KeyEndpoints;
import io.maas.control.key.KeyLifetimes;
import io.maas.control.key.KeyListing;
import io.maas.control.key.KeyMint;
import io.maas.control.key.KeyOperations;
import io.maas.control.key.KeySearch;
import io.maas.control.key.ShortLivedTokens;
import io.maas.control.ledger.ImportEndpoint;
import io.maas.control.ledger.LedgerOperations;
import io.maas.control.ledger.VerifyEndpoint;
import io.maas.control.model.ModelEndpoints;
import io.maas.control.model.ModelOperations;
import io.maas.control.quota.QuotaEndpoint;
import io.maas.control.quota.QuotaOperations;
import io.maas.control.resource.Apply;
import io.maas.control.resource.ResourceEndpoints;
import io.maas.control.resource.ResourceOperations;
import io.maas.control.secret.SecretEndpoints;
import io.maas.control.secret.SecretOperations;
import io.maas.control.subscription.SubscriptionEndpoints;
import io.maas.control.subscription.SubscriptionOperations;
import io.maas.control.tier.TierLookup;
import io.maas.control.tier.TierOperations;
import io.maas.control.usage.UsageEndpoint;
import io.maas.control.usage.UsageOperations;
import io.maas.control.user.GroupEndpoints;
import io.maas.control.user.UserEndpoints;
import io.maas.control.user.UserOperations;
import io.maas.control.user.UserTokens;
import io.maas.control.user.Whoami;
import io.maas.protocol.models.ModelListing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The whole surface of the control plane. What is not here does not exist.
final class Routes {

  /// Where all of it is.
  static final String PREFIX = "/maas-api";

  /// What the reference serves without the prefix too.
  static final List<String> ALIASES = List.of("/v1/api-keys", "/v1/subscriptions");

  private static final Reply HEALTHY = Reply.ok(Map.of("status", "healthy"));

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
    var jobs = new JobEndpoints(ports.jobs());
    var expiry = new ExpiryEndpoint(ports.expiryNotices(), ports.clock());

    return documented(
        settings,
        List.of(
            get("/maas-api/health", ANYONE, FLAT, _ -> HEALTHY, ServiceOperations.HEALTH),
            get("/maas-api/v1/whoami", CALLER, FLAT, whoami::tell, UserOperations.WHOAMI),
            post("/maas-api/v1/tokens", USER, FLAT, tokens::create, KeyOperations.CREATE_TOKEN),
            delete(
                "/maas-api/v1/tokens", USER, FLAT, tokens::revokeMine, KeyOperations.REVOKE_TOKENS),
            post("/maas-api/v1/api-keys", USER, FLAT, keys::create, KeyOperations.CREATE),
            get("/maas-api/v1/api-keys", USER, FLAT, listed::list, KeyOperations.LIST),
            post("/maas-api/v1/api-keys/search", USER, FLAT, search::search, KeyOperations.SEARCH),
            post(
                "/maas-api/v1/api-keys/bulk-revoke",
                USER,
                FLAT,
                bulk::revoke,
                KeyOperations.BULK_REVOKE),
            get("/maas-api/v1/api-keys/config", USER, FLAT, keys::config, KeyOperations.CONFIG),
            get("/maas-api/v1/api-keys/:id", USER, FLAT, keys::read, KeyOperations.READ),
            delete("/maas-api/v1/api-keys/:id", USER, FLAT, keys::revoke, KeyOperations.REVOKE),
            get("/maas-api/v1/models", CALLER, OPENAI, models::list, ModelOperations.LIST),
            get(
                "/maas-api/v1/subscriptions",
                CALLER,
                OPENAI,
                subscriptions::list,
                SubscriptionOperations.LIST),
            get(
                "/maas-api/v1/model/:model/subscriptions",
                CALLER,
                OPENAI,
                subscriptions::ofModel,
                SubscriptionOperations.OF_MODEL),
            post("/maas-api/v1/tiers/lookup", CALLER, FLAT, tiers::find, TierOperations.LOOK_UP),
            get("/maas-api/v1/usage", CALLER, FLAT, usage::usage, UsageOperations.USAGE),
            get("/maas-api/v1/quota", CALLER, FLAT, quota::tell, QuotaOperations.TELL),
            get("/maas-api/v1/explain", CALLER, FLAT, explain::explain, ExplainOperations.EXPLAIN),
            get("/maas-api/v1/expiry-notices", USER, FLAT, expiry::list, ExpiryOperations.LIST),
            get("/maas-api/v1/jobs", ADMIN, FLAT, jobs::list, JobOperations.LIST),
            get("/maas-api/v1/jobs/:job", ADMIN, FLAT, jobs::read, JobOperations.READ),
            post("/maas-api/v1/jobs/:job/run", ADMIN, FLAT, jobs::run, JobOperations.RUN),
            get("/maas-api/v1/gateways", ADMIN, FLAT, gateways::list, GatewayOperations.LIST),
            delete(
                "/maas-api/v1/gateways/:id",
                ADMIN,
                FLAT,
                gateways::forget,
                GatewayOperations.FORGET),
            get("/maas-api/v1/ledger/verify", ADMIN, FLAT, verify::verify, LedgerOperations.VERIFY),
            post("/maas-api/v1/ledger/import", ADMIN, FLAT, imports::take, LedgerOperations.IMPORT)
                .upTo(ImportEndpoint.LARGEST),
            post(
                "/maas-api/v1/resources/apply",
                ADMIN,
                FLAT,
                apply::apply,
                ResourceOperations.APPLY),
            get(
                "/maas-api/v1/resources/:kind",
                ADMIN,
                FLAT,
                resources::list,
                ResourceOperations.LIST),
            get(
                "/maas-api/v1/resources/:kind/:namespace/:name",
                ADMIN,
                FLAT,
                resources::read,
                ResourceOperations.READ),
            put(
                "/maas-api/v1/resources/:kind/:namespace/:name",
                ADMIN,
                FLAT,
                resources::put,
                ResourceOperations.PUT),
            delete(
                "/maas-api/v1/resources/:kind/:namespace/:name",
                ADMIN,
                FLAT,
                resources::delete,
                ResourceOperations.DELETE),
            get("/maas-api/v1/secrets", ADMIN, FLAT, secrets::list, SecretOperations.LIST),
            put(
                "/maas-api/v1/secrets/:namespace/:name",
                ADMIN,
                FLAT,
                secrets::put,
                SecretOperations.PUT),
            patch(
                "/maas-api/v1/secrets/:namespace/:name",
                ADMIN,
                FLAT,
                secrets::change,
                SecretOperations.CHANGE),
            delete(
                "/maas-api/v1/secrets/:namespace/:name",
                ADMIN,
                FLAT,
                secrets::delete,
                SecretOperations.DELETE),
            get("/maas-api/v1/users", ADMIN, FLAT, users::list, UserOperations.LIST),
            post("/maas-api/v1/users", ADMIN, FLAT, users::create, UserOperations.CREATE),
            get("/maas-api/v1/users/:user", ADMIN, FLAT, users::read, UserOperations.READ),
            delete("/maas-api/v1/users/:user", ADMIN, FLAT, users::delete, UserOperations.DELETE),
            post(
                "/maas-api/v1/users/:user/tokens",
                ADMIN,
                FLAT,
                userTokens::create,
                UserOperations.CREATE_TOKEN),
            get("/maas-api/v1/groups", ADMIN, FLAT, groups::list, UserOperations.LIST_GROUPS),
            post("/maas-api/v1/groups", ADMIN, FLAT, groups::create, UserOperations.CREATE_GROUP),
            delete(
                "/maas-api/v1/groups/:group",
                ADMIN,
                FLAT,
                groups::delete,
                UserOperations.DELETE_GROUP),
            put(
                "/maas-api/v1/groups/:group/members/:user",
                ADMIN,
                FLAT,
                groups::add,
                UserOperations.ADD_MEMBER),
            delete(
                "/maas-api/v1/groups/:group/members/:user",
                ADMIN,
                FLAT,
                groups::remove,
                UserOperations.REMOVE_MEMBER)));
  }

  /// All of these, the document that is made of them, and what the reference has at two paths.
  private static List<Route> documented(ControlSettings settings, List<Route> routes) {
    List<Route> all = new ArrayList<>(routes);
    var document = new OpenApiEndpoint(() -> OpenApi.of(all, settings.gatewayUrl()));
    all.add(get(OpenApi.PATH, ANYONE, FLAT, document::tell, ServiceOperations.DOCUMENT));
    return withAliases(all);
  }

  private static List<Route> withAliases(List<Route> routes) {
    return routes.stream()
        .flatMap(route -> {
          String bare = bare(route);
          return bare.isEmpty() ? Stream.of(route) : Stream.of(route, route.at(bare));
        })
        .toList();
  }

  /// The path of a route without the prefix, where it is served there too; else empty.
  static String bare(Route route) {
    String bare = route.path().substring(PREFIX.length());
    return ALIASES.stream().anyMatch(alias -> isBelow(bare, alias)) ? bare : "";
  }

  /// Whether a path is this one or below it.
  static boolean isBelow(String path, String root) {
    return path.startsWith(root)
        && (path.length() == root.length() || path.charAt(root.length()) == '/');
  }
}
