package io.maas.control.http;

import io.maas.control.ControlPorts;
import io.maas.control.ControlSettings;
import io.maas.control.access.Access;
import io.maas.control.audit.AuditTrail;
import io.maas.control.call.Reply;
import io.maas.domain.audit.Actor;
import io.maas.domain.catalog.Tenants;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/// The control plane's API as a handler of requests, to be put behind a listener.
public final class ControlApi implements Handler<HttpServerRequest> {

  private final Router router;

  private ControlApi(Router router) {
    this.router = router;
  }

  /// Builds the API on its ports.
  public static ControlApi create(Vertx vertx, ControlPorts ports, ControlSettings settings) {
    return of(vertx, ports, settings, Routes.of(ports, settings), Actor.NOBODY);
  }

  /// Builds what is for the cluster's own parts, to be put behind a listener that no client
  /// reaches: most of it asks nobody who they are.
  public static Handler<HttpServerRequest> internal(
      Vertx vertx, ControlPorts ports, ControlSettings settings) {
    List<Route> routes = InternalRoutes.of(ports, settings);
    ControlApi api = of(vertx, ports, settings, routes, Actor.system("internal"));
    return request -> {
      if (request.headers().contains("Origin")) {
        // A page in a browser on this machine reaches loopback too.
        request.response().setStatusCode(403).end();
      } else {
        api.handle(request);
      }
    };
  }

  private static ControlApi of(
      Vertx vertx,
      ControlPorts ports,
      ControlSettings settings,
      List<Route> routes,
      Actor stranger) {
    Executor threads = task -> Thread.ofVirtual().name("control").start(task);
    Bridge bridge =
        new Bridge(
            vertx,
            new Authentication(
                ports.identities(),
                settings.parts(),
                new BrowserSession(BrowserSession.cookie(ports, settings), threads)),
            new Access(ports.snapshots(), ports.users(), settings.platformAdminGroups()),
            new AuditTrail(ports.audit(), ports.clock(), ports.random()),
            stranger,
            settings,
            threads);
    Router router = Router.router(vertx);
    router.route().handler(routing -> begin(routing, ports));
    for (Route route : routes) {
      router.route(route.method(), route.path()).handler(routing -> bridge.serve(route, routing));
    }
    router.errorHandler(400, routing -> refuse(routing, 400, "path: not readable"));
    router.errorHandler(404, routing -> refuse(routing, 404, "not found"));
    router.errorHandler(405, routing -> refuseMethod(routing, routes));
    router.errorHandler(500, routing -> refuse(routing, 500, "internal error"));
    return new ControlApi(router);
  }

  /// With what may be asked of the path instead, as HTTP demands.
  private static void refuseMethod(RoutingContext routing, List<Route> routes) {
    String path = routing.normalizedPath();
    String methods =
        routes.stream()
            .filter(route -> path.matches(route.path().replaceAll(":[A-Za-z0-9_]+", "[^/]+")))
            .map(route -> route.method().name())
            .distinct()
            .collect(Collectors.joining(", "));
    routing.response().putHeader("Allow", methods);
    refuse(routing, 405, "method not allowed");
  }

  /// Whether a path is this API's; all others are the gateway's.
  public boolean serves(String path) {
    String below = Tenants.below(path);
    return Aliases.isBelow(below, Routes.PREFIX)
        || Routes.ALIASES.stream().anyMatch(alias -> Aliases.isBelow(below, alias));
  }

  @Override
  public void handle(HttpServerRequest request) {
    router.handle(request);
  }

  /// Finds whose the request is, and has it served as if it named no tenant. Browsers and tools
  /// that ask beforehand are told nothing, and that it is no error.
  private static void begin(RoutingContext routing, ControlPorts ports) {
    HttpServerRequest request = routing.request();
    if (Bridge.tenantOf(routing) == null) {
      HostAndPort authority = request.authority();
      String path = Objects.requireNonNullElse(request.path(), "");
      String host = authority == null ? null : authority.host();
      Bridge.address(routing, ports.snapshots().tenants().at(host, path));
      if (path.startsWith(Tenants.PREFIX)) {
        var _ = routing.queryParams(); // kept once read; rerouting forgets the query
        routing.reroute(Tenants.below(path)); // begins anew, and forgets what was answered so far
        return;
      }
    }
    RequestId.give(request, ports.random());
    if (request.method().equals(HttpMethod.OPTIONS)) {
      answer(routing, Reply.done());
    } else {
      routing.next();
    }
  }

  private static void refuse(RoutingContext routing, int status, String message) {
    answer(routing, new Reply.Refused(status, message, Map.of()));
  }

  /// Whoever says themselves who they are is turned away first, also where there is no route.
  private static void answer(RoutingContext routing, Reply reply) {
    Reply.Refused posing = Authentication.posing(routing.request().headers());
    new Exchange(routing, ErrorShape.FLAT).answer(posing == null ? reply : posing);
  }
}
