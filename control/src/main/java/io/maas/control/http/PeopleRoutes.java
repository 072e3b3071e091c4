package io.maas.control.http;

import static io.maas.control.access.Permission.OWN_SESSION;
import static io.maas.control.access.Permission.SIGN_IN;
import static io.maas.control.http.ErrorShape.FLAT;
import static io.maas.control.http.Route.get;
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
import java.util.ArrayList;
import java.util.List;

/// Who there is, and how they sign in.
final class PeopleRoutes {

  private PeopleRoutes() {}

  static List<Route> of(ControlPorts ports, ControlSettings settings) {
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

    List<Route> all = new ArrayList<>(UserRoutes.of(ports, passwords));
    all.addAll(
        List.of(
            put(
                "/maas-api/v1/password",
                OWN_SESSION,
                FLAT,
                passwords::change,
                LoginOperations.CHANGE),
            post("/maas-api/v1/login", SIGN_IN, FLAT, logins::login, LoginOperations.LOGIN),
            get("/maas-api/auth/login", SIGN_IN, FLAT, browsers::begin, LoginOperations.BEGIN),
            get("/maas-api/auth/callback", SIGN_IN, FLAT, browsers::finish, LoginOperations.FINISH),
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
                "/maas-api/auth/logout", OWN_SESSION, FLAT, browsers::leave, LoginOperations.LEAVE),
            get("/maas-api/v1/auth/config", SIGN_IN, FLAT, ways::tell, LoginOperations.WAYS),
            post("/maas-api/v1/auth/device", SIGN_IN, FLAT, devices::begin, LoginOperations.DEVICE),
            post("/maas-api/v1/auth/token", SIGN_IN, FLAT, devices::token, LoginOperations.TOKEN)));
    return List.copyOf(all);
  }
}
