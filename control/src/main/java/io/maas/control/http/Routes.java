package io.maas.control.http;

import static io.maas.control.access.Permission.DISCOVER;
import static io.maas.control.access.Permission.EXPLAIN;
import static io.maas.control.access.Permission.IMPORT_LEDGER;
import static io.maas.control.access.Permission.LOOK_IN;
import static io.maas.control.access.Permission.MANAGE_INSTALLATION;
import static io.maas.control.access.Permission.OWN_SESSION;
import static io.maas.control.access.Permission.READ_AUDIT;
import static io.maas.control.access.Permission.READ_INSTALLATION;
import static io.maas.control.access.Permission.READ_KEYS;
import static io.maas.control.access.Permission.READ_QUOTA;
import static io.maas.control.access.Permission.READ_RESOURCES;
import static io.maas.control.access.Permission.READ_USAGE;
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
import io.maas.control.audit.AuditOperations;
import io.maas.control.call.Reply;
import io.maas.control.expiry.ExpiryEndpoint;
import io.maas.control.expiry.ExpiryOperations;
import io.maas.control.explain.ExplainEndpoint;
import io.maas.control.explain.ExplainOperations;
import io.maas.control.gateway.GatewayEndpoints;
import io.maas.control.gateway.GatewayOperations;
import io.maas.control.job.JobEndpoints;
import io.maas.control.job.JobOperations;
import io.maas.control.ledger.ImportEndpoint;
import io.maas.control.ledger.LedgerOperations;
import io.maas.control.ledger.VerifyEndpoint;
import io.maas.control.login.AuthConfig;
import io.maas.control.login.BrowserLogin;
import io.maas.control.login.DeviceEndpoints;
import io.maas.control.login.LoginEndpoint;
import io.maas.control.login.LoginOperations;
import io.maas.control.login.PasswordEndpoints;
import io.maas.control.login.PasswordLogin;
import io.maas.control.model.ModelEndpoints;
import io.maas.control.model.ModelOperations;
import io.maas.control.quota.QuotaEndpoint;
import io.maas.control.quota.QuotaOperations;
import io.maas.control.resource.Apply;
import io.maas.control.resource.PatchEndpoints;
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
import io.maas.control.user.UserOperations;
import io.maas.control.user.Whoami;
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

  static final Reply HEALTHY = Reply.ok(Map.of("status", "healthy"));

  private Routes() {}

  static List<Route> of(ControlPorts ports, ControlSettings settings) {
    var tiers = new TierLookup(ports.snapshots());
    var models = new ModelEndpoints(settings.gatewayUrl(), ports.snapshots(), ports.clock());
    var subscriptions = new SubscriptionEndpoints(ports.snapshots());
    var apply = new Apply(ports.resources());
    var resources = new ResourceEndpoints(ports.resources());
    var patches = new PatchEndpoints(ports.resources());
    var secrets = new SecretEndpoints(ports.secrets());
    var login = ports.login();
    var knows = new PasswordLogin(login.passwords(), login.hash(), ports.clock());
    var cookie = BrowserSession.cookie(ports, settings);
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
    var devices = new DeviceEndpoints(login.issuers(), ports.identities());
    var whoami = new Whoami();
    var usage = new UsageEndpoint(ports.ledger());
    var quota = new QuotaEndpoint(ports.quota(), ports.users(), ports.snapshots(), ports.clock());
    var explain = new ExplainEndpoint(ports.users(), ports.snapshots());
    var gateways = new GatewayEndpoints(ports.epochs(), ports.clock());
    var verify = new VerifyEndpoint(ports.bookkeeping());
    var imports = new ImportEndpoint(ports.bookkeeping());
    var jobs = new JobEndpoints(ports.jobs());
    var expiry = new ExpiryEndpoint(ports.expiryNotices(), ports.clock());

    List<Route> all = new ArrayList<>();
    var audit = new AuditEndpoints(ports.audit(), action -> Route.namesOf(action, all));

    all.addAll(
        OpenApiEndpoint.with(
            settings,
            Stream.concat(KeyRoutes.of(ports).stream(), UserRoutes.of(ports, passwords).stream())
                .toList(),
            List.of(
                get("/maas-api/health", LOOK_IN, FLAT, _ -> HEALTHY, ServiceOperations.HEALTH),
                get("/maas-api/v1/whoami", DISCOVER, FLAT, whoami::tell, UserOperations.WHOAMI),
                get("/maas-api/v1/models", DISCOVER, OPENAI, models::list, ModelOperations.LIST),
                get(
                    "/maas-api/v1/subscriptions",
                    DISCOVER,
                    OPENAI,
                    subscriptions::list,
                    SubscriptionOperations.LIST),
                get(
                    "/maas-api/v1/model/:model/subscriptions",
                    DISCOVER,
                    OPENAI,
                    subscriptions::ofModel,
                    SubscriptionOperations.OF_MODEL),
                post(
                    "/maas-api/v1/tiers/lookup",
                    DISCOVER,
                    FLAT,
                    tiers::find,
                    TierOperations.LOOK_UP),
                get("/maas-api/v1/usage", READ_USAGE, FLAT, usage::usage, UsageOperations.USAGE),
                get("/maas-api/v1/quota", READ_QUOTA, FLAT, quota::tell, QuotaOperations.TELL),
                get(
                    "/maas-api/v1/explain",
                    EXPLAIN,
                    FLAT,
                    explain::explain,
                    ExplainOperations.EXPLAIN),
                get(
                    "/maas-api/v1/expiry-notices",
                    READ_KEYS,
                    FLAT,
                    expiry::list,
                    ExpiryOperations.LIST),
                get("/maas-api/v1/audit", READ_AUDIT, FLAT, audit::list, AuditOperations.LIST),
                get(
                    "/maas-api/v1/audit/export",
                    READ_AUDIT,
                    FLAT,
                    audit::export,
                    AuditOperations.EXPORT),
                get(
                    "/maas-api/v1/audit/verify",
                    READ_AUDIT,
                    FLAT,
                    audit::verify,
                    AuditOperations.VERIFY),
                get("/maas-api/v1/jobs", READ_INSTALLATION, FLAT, jobs::list, JobOperations.LIST),
                get(
                    "/maas-api/v1/jobs/:job",
                    READ_INSTALLATION,
                    FLAT,
                    jobs::read,
                    JobOperations.READ),
                post(
                    "/maas-api/v1/jobs/:job/run",
                    MANAGE_INSTALLATION,
                    FLAT,
                    jobs::run,
                    JobOperations.RUN),
                get(
                    "/maas-api/v1/gateways",
                    READ_INSTALLATION,
                    FLAT,
                    gateways::list,
                    GatewayOperations.LIST),
                delete(
                    "/maas-api/v1/gateways/:id",
                    MANAGE_INSTALLATION,
                    FLAT,
                    gateways::forget,
                    GatewayOperations.FORGET),
                get(
                    "/maas-api/v1/ledger/verify",
                    VERIFY_LEDGER,
                    FLAT,
                    verify::verify,
                    LedgerOperations.VERIFY),
                post(
                        "/maas-api/v1/ledger/import",
                        IMPORT_LEDGER,
                        FLAT,
                        imports::take,
                        LedgerOperations.IMPORT)
                    .upTo(ImportEndpoint.LARGEST),
                post(
                    "/maas-api/v1/resources/apply",
                    WRITE_RESOURCES,
                    FLAT,
                    apply::apply,
                    ResourceOperations.APPLY),
                get(
                    "/maas-api/v1/resources/:kind",
                    READ_RESOURCES,
                    FLAT,
                    resources::list,
                    ResourceOperations.LIST),
                get(
                    "/maas-api/v1/resources/:kind/:namespace/:name",
                    READ_RESOURCES,
                    FLAT,
                    resources::read,
                    ResourceOperations.READ),
                put(
                    "/maas-api/v1/resources/:kind/:namespace/:name",
                    WRITE_RESOURCES,
                    FLAT,
                    resources::put,
                    ResourceOperations.PUT),
                patch(
                    "/maas-api/v1/resources/:kind/:namespace/:name",
                    WRITE_RESOURCES,
                    FLAT,
                    patches::patch,
                    ResourceOperations.PATCH),
                patch(
                    "/maas-api/v1/resources/:kind/:namespace/:name/status",
                    WRITE_RESOURCES,
                    FLAT,
                    patches::patchStatus,
                    ResourceOperations.PATCH_STATUS),
                delete(
                    "/maas-api/v1/resources/:kind/:namespace/:name",
                    WRITE_RESOURCES,
                    FLAT,
                    resources::delete,
                    ResourceOperations.DELETE),
                get(
                    "/maas-api/v1/secrets",
                    READ_RESOURCES,
                    FLAT,
                    secrets::list,
                    SecretOperations.LIST),
                put(
                    "/maas-api/v1/secrets/:namespace/:name",
                    WRITE_SECRETS,
                    FLAT,
                    secrets::put,
                    SecretOperations.PUT),
                patch(
                    "/maas-api/v1/secrets/:namespace/:name",
                    WRITE_SECRETS,
                    FLAT,
                    secrets::change,
                    SecretOperations.CHANGE),
                delete(
                    "/maas-api/v1/secrets/:namespace/:name",
                    WRITE_SECRETS,
                    FLAT,
                    secrets::delete,
                    SecretOperations.DELETE),
                put(
                    "/maas-api/v1/password",
                    OWN_SESSION,
                    FLAT,
                    passwords::change,
                    LoginOperations.CHANGE),
                post("/maas-api/v1/login", SIGN_IN, FLAT, logins::login, LoginOperations.LOGIN),
                get("/maas-api/auth/login", SIGN_IN, FLAT, browsers::begin, LoginOperations.BEGIN),
                get(
                    "/maas-api/auth/callback",
                    SIGN_IN,
                    FLAT,
                    browsers::finish,
                    LoginOperations.FINISH),
                post(
                    "/maas-api/auth/login",
                    SIGN_IN,
                    FLAT,
                    browsers::password,
                    LoginOperations.PASSWORD),
                get(
                    "/maas-api/auth/session",
                    OWN_SESSION,
                    FLAT,
                    browsers::session,
                    LoginOperations.SESSION),
                post(
                    "/maas-api/auth/logout",
                    OWN_SESSION,
                    FLAT,
                    browsers::leave,
                    LoginOperations.LEAVE),
                get("/maas-api/v1/auth/config", SIGN_IN, FLAT, ways::tell, LoginOperations.WAYS),
                post(
                    "/maas-api/v1/auth/device",
                    SIGN_IN,
                    FLAT,
                    devices::begin,
                    LoginOperations.DEVICE),
                post(
                    "/maas-api/v1/auth/token",
                    SIGN_IN,
                    FLAT,
                    devices::token,
                    LoginOperations.TOKEN))));
    return List.copyOf(all);
  }
}
