package io.maas.control.http;

import static io.maas.control.access.Permission.MANAGE_INSTALLATION;
import static io.maas.control.access.Permission.MANAGE_USERS;
import static io.maas.control.access.Permission.OWN_SESSION;
import static io.maas.control.access.Permission.READ_USERS;
import static io.maas.control.access.Permission.SIGN_IN;
import static io.maas.control.http.ErrorShape.FLAT;
import static io.maas.control.http.Route.delete;
import static io.maas.control.http.Route.get;
import static io.maas.control.http.Route.patch;
import static io.maas.control.http.Route.post;
import static io.maas.control.http.Route.put;

import io.maas.control.ControlPorts;
import io.maas.control.ControlSettings;
import io.maas.control.login.AuthConfig;
import io.maas.control.login.BrowserLogin;
import io.maas.control.login.DeviceEndpoints;
import io.maas.control.login.LoginEndpoint;
import io.maas.control.login.LoginOperations;
import io.maas.control.login.PasswordEndpoints;
import io.maas.control.login.PasswordLogin;
import io.maas.control.user.GroupEndpoints;
import io.maas.control.user.TenantAdmins;
import io.maas.control.user.UserEndpoints;
import io.maas.control.user.UserOperations;
import io.maas.control.user.UserPatch;
import io.maas.control.user.UserTokens;
import java.util.List;

/// Who there is, and how they sign in.
final class PeopleRoutes {

  private PeopleRoutes() {}

  static List<Route> of(ControlPorts ports, ControlSettings settings) {
    var users = new UserEndpoints(ports.users(), ports.accessRequests(), ports.clock());
    var userChanges = new UserPatch(ports.users());
    var userTokens = new UserTokens(ports.users(), ports.clock(), ports.random());
    var tenantAdmins =
        new TenantAdmins(ports.users(), ports.resources(), ports.clock(), ports.random());
    var login = ports.login();
    var knows =
        new PasswordLogin(
            login.passwords(),
            login.hash(),
            login.attempts(),
            login.memberships(),
            ports.snapshots(),
            ports.clock());
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
    var groups = new GroupEndpoints(ports.users());

    return List.of(
        get("/maas-api/v1/users", READ_USERS, FLAT, users::list, UserOperations.LIST),
        post("/maas-api/v1/users", MANAGE_USERS, FLAT, users::create, UserOperations.CREATE),
        get("/maas-api/v1/users/:user", READ_USERS, FLAT, users::read, UserOperations.READ),
        patch(
            "/maas-api/v1/users/:user",
            MANAGE_USERS,
            FLAT,
            userChanges::change,
            UserOperations.CHANGE),
        delete(
            "/maas-api/v1/users/:user", MANAGE_USERS, FLAT, users::delete, UserOperations.DELETE),
        post(
            "/maas-api/v1/users/:user/tokens",
            MANAGE_USERS,
            FLAT,
            userTokens::create,
            UserOperations.CREATE_TOKEN),
        post(
            "/maas-api/v1/tenants/:tenant/admins",
            MANAGE_INSTALLATION,
            FLAT,
            tenantAdmins::create,
            UserOperations.CREATE_TENANT_ADMIN),
        post(
            "/maas-api/v1/users/:user/password",
            MANAGE_USERS,
            FLAT,
            passwords::reset,
            LoginOperations.RESET),
        put("/maas-api/v1/password", OWN_SESSION, FLAT, passwords::change, LoginOperations.CHANGE),
        post("/maas-api/v1/login", SIGN_IN, FLAT, logins::login, LoginOperations.LOGIN),
        get("/maas-api/auth/login", SIGN_IN, FLAT, browsers::begin, LoginOperations.BEGIN),
        get("/maas-api/auth/callback", SIGN_IN, FLAT, browsers::finish, LoginOperations.FINISH),
        post("/maas-api/auth/login", SIGN_IN, FLAT, browsers::password, LoginOperations.PASSWORD),
        get(
            "/maas-api/auth/session",
            OWN_SESSION,
            FLAT,
            browsers::session,
            LoginOperations.SESSION),
        post("/maas-api/auth/logout", OWN_SESSION, FLAT, browsers::leave, LoginOperations.LEAVE),
        get("/maas-api/v1/auth/config", SIGN_IN, FLAT, ways::tell, LoginOperations.WAYS),
        post("/maas-api/v1/auth/device", SIGN_IN, FLAT, devices::begin, LoginOperations.DEVICE),
        post("/maas-api/v1/auth/token", SIGN_IN, FLAT, devices::token, LoginOperations.TOKEN),
        get("/maas-api/v1/groups", READ_USERS, FLAT, groups::list, UserOperations.LIST_GROUPS),
        post(
            "/maas-api/v1/groups", MANAGE_USERS, FLAT, groups::create, UserOperations.CREATE_GROUP),
        delete(
            "/maas-api/v1/groups/:group",
            MANAGE_USERS,
            FLAT,
            groups::delete,
            UserOperations.DELETE_GROUP),
        get(
            "/maas-api/v1/groups/:group/members",
            READ_USERS,
            FLAT,
            groups::members,
            UserOperations.LIST_MEMBERS),
        put(
            "/maas-api/v1/groups/:group/members/:user",
            MANAGE_USERS,
            FLAT,
            groups::add,
            UserOperations.ADD_MEMBER),
        delete(
            "/maas-api/v1/groups/:group/members/:user",
            MANAGE_USERS,
            FLAT,
            groups::remove,
            UserOperations.REMOVE_MEMBER));
  }
}
