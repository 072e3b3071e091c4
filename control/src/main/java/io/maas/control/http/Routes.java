package io.maas.control.http;

import static io.maas.control.access.Permission.ASK_FOR_SUBSCRIPTIONS;
import static io.maas.control.access.Permission.CHANGE_KEYS;
import static io.maas.control.access.Permission.DECIDE_REQUESTS;
import static io.maas.control.access.Permission.DISCOVER;
import static io.maas.control.access.Permission.EXPLAIN;
import static io.maas.control.access.Permission.IMPORT_LEDGER;
import static io.maas.control.access.Permission.LOOK_IN;
import static io.maas.control.access.Permission.MAKE_KEYS;
import static io.maas.control.access.Permission.MANAGE_INSTALLATION;
import static io.maas.control.access.Permission.MANAGE_USERS;
import static io.maas.control.access.Permission.OWN_SESSION;
import static io.maas.control.access.Permission.READ_AUDIT;
import static io.maas.control.access.Permission.READ_INSTALLATION;
import static io.maas.control.access.Permission.READ_KEYS;
import static io.maas.control.access.Permission.READ_QUOTA;
import static io.maas.control.access.Permission.READ_REQUESTS;
import static io.maas.control.access.Permission.READ_RESOURCES;
import static io.maas.control.access.Permission.READ_USAGE;
import static io.maas.control.access.Permission.READ_USERS;
import static io.maas.control.access.Permission.REVOKE_KEYS;
import static io.maas.control.access.Permission.SIGN_IN;
import static io.maas.control.access.Permission.VERIFY_LEDGER;
import static io.maas.control.access.Permission.WRITE_RESOURCES;
import static io.maas.control.access.Permission.WRITE_SECRETS;
import static io.maas.control.http.ErrorShape.FLAT;
import static io.maas.control.http.ErrorShape.OPENAI;
import static io.maas.control.http.Route.delete;
import static io.maas.control.http.Route.get;
import static io.maas.control.http.Route.patch;
import static io.maas.control.http.Route.post;
import static io.maas.control.http.Route.put;

import io.maas.control.ControlPorts;
import io.maas.control.ControlSettings;
import io.maas.control.audit.AuditEndpoints;
import io.maas.control.call.Reply;
import io.maas.control.expiry.ExpiryEndpoint;
import io.maas.control.explain.ExplainEndpoint;
import io.maas.control.gateway.GatewayEndpoints;
import io.maas.control.job.JobEndpoints;
import io.maas.control.key.BulkRevocation;
import io.maas.control.key.KeyEndpoints;
import io.maas.control.key.KeyLife;
import io.maas.control.key.KeyLifetimes;
import io.maas.control.key.KeyListing;
import io.maas.control.key.KeyMint;
import io.maas.control.key.KeyOwners;
import io.maas.control.key.KeyPatch;
import io.maas.control.key.KeySearch;
import io.maas.control.key.KeyUsage;
import io.maas.control.key.KeysPerUser;
import io.maas.control.key.ShortLivedTokens;
import io.maas.control.ledger.ImportEndpoint;
import io.maas.control.ledger.VerifyEndpoint;
import io.maas.control.login.AuthConfig;
import io.maas.control.login.BrowserLogin;
import io.maas.control.login.DeviceEndpoints;
import io.maas.control.login.LoginEndpoint;
import io.maas.control.login.PasswordEndpoints;
import io.maas.control.login.PasswordLogin;
import io.maas.control.login.SessionCookie;
import io.maas.control.model.ModelEndpoints;
import io.maas.control.quota.QuotaEndpoint;
import io.maas.control.request.AccessDecisions;
import io.maas.control.request.AccessRequestEndpoints;
import io.maas.control.request.Approvers;
import io.maas.control.request.Offers;
import io.maas.control.resource.Apply;
import io.maas.control.resource.PatchEndpoints;
import io.maas.control.resource.ResourceEndpoints;
import io.maas.control.secret.SecretEndpoints;
import io.maas.control.subscription.SubscriptionEndpoints;
import io.maas.control.tier.TierLookup;
import io.maas.control.usage.UsageEndpoint;
import io.maas.control.user.GroupEndpoints;
import io.maas.control.user.TenantAdmins;
import io.maas.control.user.UserEndpoints;
import io.maas.control.user.UserTokens;
import io.maas.control.user.Whoami;
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
    var most = new KeysPerUser(ports.resources());
    var mint = new KeyMint(ports.keys(), most, ports.clock(), ports.random());
    var owners = new KeyOwners(ports.keys(), ports.users(), ports.snapshots());
    var keys =
        new KeyEndpoints(ports.keys(), owners, mint, lifetimes, ports.snapshots(), ports.clock());
    var life = new KeyLife(ports.keys(), owners, mint, ports.snapshots(), ports.clock());
    var changes = new KeyPatch(ports.keys(), owners, lifetimes, ports.snapshots(), ports.clock());
    var search = new KeySearch(ports.keys(), ports.snapshots(), ports.clock());
    var listed = new KeyListing(ports.keys(), ports.clock());
    var tiers = new TierLookup(ports.snapshots());
    var bulk = new BulkRevocation(ports.keys(), ports.snapshots(), ports.clock());
    var tokens =
        new ShortLivedTokens(ports.keys(), mint, lifetimes, ports.snapshots(), ports.clock());
    var models = new ModelEndpoints(settings.gatewayUrl(), ports.snapshots(), ports.clock());
    var subscriptions = new SubscriptionEndpoints(ports.snapshots());
    var approvers = new Approvers(ports.accessRequests(), ports.snapshots());
    var asks =
        new AccessRequestEndpoints(
            ports.accessRequests(), approvers, ports.clock(), ports.random());
    var answers = new AccessDecisions(ports.accessRequests(), approvers, ports.clock());
    var offers = new Offers(ports.snapshots());
    var apply = new Apply(ports.resources());
    var resources = new ResourceEndpoints(ports.resources());
    var patches = new PatchEndpoints(ports.resources());
    var secrets = new SecretEndpoints(ports.secrets());
    var users = new UserEndpoints(ports.users(), ports.clock());
    var userTokens = new UserTokens(ports.users(), ports.clock(), ports.random());
    var tenantAdmins =
        new TenantAdmins(ports.users(), ports.resources(), ports.clock(), ports.random());
    var login = ports.login();
    var knows = new PasswordLogin(login.passwords(), login.hash(), ports.clock());
    var cookie = cookie(ports, settings);
    var browsers =
        new BrowserLogin(
            tenant -> ports.snapshots().tenants().url(tenant, settings.gatewayUrl()),
            login.issuers(),
            cookie,
            knows,
            ports.users());
    var logins = new LoginEndpoint(knows, login.passwords(), ports.clock(), ports.random());
    var passwords =
        new PasswordEndpoints(
            ports.users(), login.passwords(), login.hash(), ports.clock(), ports.random());
    var ways = new AuthConfig(login.issuers());
    var devices = new DeviceEndpoints(login.issuers());
    var groups = new GroupEndpoints(ports.users());
    var whoami = new Whoami();
    var usage = new UsageEndpoint(ports.ledger());
    var keyUsage = new KeyUsage(owners, usage);
    var quota = new QuotaEndpoint(ports.quota(), ports.users(), ports.snapshots(), ports.clock());
    var explain = new ExplainEndpoint(ports.users(), ports.snapshots());
    var gateways = new GatewayEndpoints(ports.epochs(), ports.clock());
    var verify = new VerifyEndpoint(ports.bookkeeping());
    var imports = new ImportEndpoint(ports.bookkeeping());
    var jobs = new JobEndpoints(ports.jobs());
    var expiry = new ExpiryEndpoint(ports.expiryNotices(), ports.clock());

    var audit = new AuditEndpoints(ports.audit());

    return withAliases(
        List.of(
            get("/maas-api/health", LOOK_IN, FLAT, _ -> Reply.ok(Map.of("status", "healthy"))),
            get("/maas-api/v1/whoami", DISCOVER, FLAT, whoami::tell),
            post("/maas-api/v1/tokens", MAKE_KEYS, FLAT, tokens::create),
            delete("/maas-api/v1/tokens", REVOKE_KEYS, FLAT, tokens::revokeMine),
            post("/maas-api/v1/api-keys", MAKE_KEYS, FLAT, keys::create),
            get("/maas-api/v1/api-keys", READ_KEYS, FLAT, listed::list),
            post("/maas-api/v1/api-keys/search", READ_KEYS, FLAT, search::search),
            post("/maas-api/v1/api-keys/bulk-revoke", REVOKE_KEYS, FLAT, bulk::revoke),
            get("/maas-api/v1/api-keys/config", READ_KEYS, FLAT, keys::config),
            get("/maas-api/v1/api-keys/:id", READ_KEYS, FLAT, keys::read),
            delete("/maas-api/v1/api-keys/:id", REVOKE_KEYS, FLAT, keys::revoke),
            patch("/maas-api/v1/api-keys/:id", CHANGE_KEYS, FLAT, changes::change),
            post("/maas-api/v1/api-keys/:id/rotate", CHANGE_KEYS, FLAT, life::rotate),
            post("/maas-api/v1/api-keys/:id/pause", CHANGE_KEYS, FLAT, life::pause),
            post("/maas-api/v1/api-keys/:id/resume", CHANGE_KEYS, FLAT, life::resume),
            get("/maas-api/v1/api-keys/:id/usage", READ_KEYS, FLAT, keyUsage::tell),
            get("/maas-api/v1/models", DISCOVER, OPENAI, models::list),
            get("/maas-api/v1/subscriptions", DISCOVER, OPENAI, subscriptions::list),
            get(
                "/maas-api/v1/model/:model/subscriptions",
                DISCOVER,
                OPENAI,
                subscriptions::ofModel),
            get("/maas-api/v1/subscription-offers", ASK_FOR_SUBSCRIPTIONS, FLAT, offers::list),
            post("/maas-api/v1/subscription-requests", ASK_FOR_SUBSCRIPTIONS, FLAT, asks::ask),
            get("/maas-api/v1/subscription-requests", READ_REQUESTS, FLAT, asks::list),
            get("/maas-api/v1/subscription-requests/:id", READ_REQUESTS, FLAT, asks::read),
            delete(
                "/maas-api/v1/subscription-requests/:id",
                ASK_FOR_SUBSCRIPTIONS,
                FLAT,
                asks::withdraw),
            post(
                "/maas-api/v1/subscription-requests/:id/approve",
                DECIDE_REQUESTS,
                FLAT,
                answers::approve),
            post(
                "/maas-api/v1/subscription-requests/:id/deny",
                DECIDE_REQUESTS,
                FLAT,
                answers::deny),
            post(
                "/maas-api/v1/subscription-requests/:id/revoke",
                DECIDE_REQUESTS,
                FLAT,
                answers::revoke),
            post("/maas-api/v1/tiers/lookup", DISCOVER, FLAT, tiers::find),
            get("/maas-api/v1/usage", READ_USAGE, FLAT, usage::usage),
            get("/maas-api/v1/quota", READ_QUOTA, FLAT, quota::tell),
            get("/maas-api/v1/explain", EXPLAIN, FLAT, explain::explain),
            get("/maas-api/v1/expiry-notices", READ_KEYS, FLAT, expiry::list),
            get("/maas-api/v1/jobs", READ_INSTALLATION, FLAT, jobs::list),
            get("/maas-api/v1/jobs/:job", READ_INSTALLATION, FLAT, jobs::read),
            post("/maas-api/v1/jobs/:job/run", MANAGE_INSTALLATION, FLAT, jobs::run),
            get("/maas-api/v1/gateways", READ_INSTALLATION, FLAT, gateways::list),
            delete("/maas-api/v1/gateways/:id", MANAGE_INSTALLATION, FLAT, gateways::forget),
            get("/maas-api/v1/ledger/verify", VERIFY_LEDGER, FLAT, verify::verify),
            post("/maas-api/v1/ledger/import", IMPORT_LEDGER, FLAT, imports::take)
                .upTo(ImportEndpoint.LARGEST),
            get("/maas-api/v1/audit", READ_AUDIT, FLAT, audit::list),
            get("/maas-api/v1/audit/export", READ_AUDIT, FLAT, audit::export),
            get("/maas-api/v1/audit/verify", READ_AUDIT, FLAT, audit::verify),
            post("/maas-api/v1/resources/apply", WRITE_RESOURCES, FLAT, apply::apply),
            get("/maas-api/v1/resources/:kind", READ_RESOURCES, FLAT, resources::list),
            get(
                "/maas-api/v1/resources/:kind/:namespace/:name",
                READ_RESOURCES,
                FLAT,
                resources::read),
            put(
                "/maas-api/v1/resources/:kind/:namespace/:name",
                WRITE_RESOURCES,
                FLAT,
                resources::put),
            patch(
                "/maas-api/v1/resources/:kind/:namespace/:name",
                WRITE_RESOURCES,
                FLAT,
                patches::patch),
            patch(
                "/maas-api/v1/resources/:kind/:namespace/:name/status",
                WRITE_RESOURCES,
                FLAT,
                patches::patchStatus),
            delete(
                "/maas-api/v1/resources/:kind/:namespace/:name",
                WRITE_RESOURCES,
                FLAT,
                resources::delete),
            get("/maas-api/v1/secrets", READ_RESOURCES, FLAT, secrets::list),
            put("/maas-api/v1/secrets/:namespace/:name", WRITE_SECRETS, FLAT, secrets::put),
            patch("/maas-api/v1/secrets/:namespace/:name", WRITE_SECRETS, FLAT, secrets::change),
            delete("/maas-api/v1/secrets/:namespace/:name", WRITE_SECRETS, FLAT, secrets::delete),
            get("/maas-api/v1/users", READ_USERS, FLAT, users::list),
            post("/maas-api/v1/users", MANAGE_USERS, FLAT, users::create),
            get("/maas-api/v1/users/:user", READ_USERS, FLAT, users::read),
            delete("/maas-api/v1/users/:user", MANAGE_USERS, FLAT, users::delete),
            post("/maas-api/v1/users/:user/tokens", MANAGE_USERS, FLAT, userTokens::create),
            post(
                "/maas-api/v1/tenants/:tenant/admins",
                MANAGE_INSTALLATION,
                FLAT,
                tenantAdmins::create),
            post("/maas-api/v1/users/:user/password", MANAGE_USERS, FLAT, passwords::reset),
            put("/maas-api/v1/password", OWN_SESSION, FLAT, passwords::change),
            post("/maas-api/v1/login", SIGN_IN, FLAT, logins::login),
            get("/maas-api/auth/login", SIGN_IN, FLAT, browsers::begin),
            get("/maas-api/auth/callback", SIGN_IN, FLAT, browsers::finish),
            post("/maas-api/auth/login", SIGN_IN, FLAT, browsers::password),
            get("/maas-api/auth/session", OWN_SESSION, FLAT, browsers::session),
            post("/maas-api/auth/logout", OWN_SESSION, FLAT, browsers::leave),
            get("/maas-api/v1/auth/config", SIGN_IN, FLAT, ways::tell),
            post("/maas-api/v1/auth/device", SIGN_IN, FLAT, devices::begin),
            post("/maas-api/v1/auth/token", SIGN_IN, FLAT, devices::token),
            get("/maas-api/v1/groups", READ_USERS, FLAT, groups::list),
            post("/maas-api/v1/groups", MANAGE_USERS, FLAT, groups::create),
            delete("/maas-api/v1/groups/:group", MANAGE_USERS, FLAT, groups::delete),
            put("/maas-api/v1/groups/:group/members/:user", MANAGE_USERS, FLAT, groups::add),
            delete(
                "/maas-api/v1/groups/:group/members/:user", MANAGE_USERS, FLAT, groups::remove)));
  }

  /// How browsers are known.
  static SessionCookie cookie(ControlPorts ports, ControlSettings settings) {
    return new SessionCookie(
        settings.gatewayUrl().startsWith("https:"),
        ports.login().sessions(),
        ports.users(),
        ports.clock(),
        ports.random());
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
