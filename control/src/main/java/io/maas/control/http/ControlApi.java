package io.maas.control.http;

import io.maas.control.ControlPorts;
import io.maas.control.ControlSettings;
import io.maas.control.access.Access;
import io.maas.control.call.Reply;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The control plane's API as a handler of requests, to be put behind a listener.
public final class ControlApi implements Handler<HttpServerRequest> {

  private final Router router;

  private ControlApi(Router router) {
    this.router = router;
  }

  /// Builds the API on its ports.
  public static ControlApi create(Vertx vertx, ControlPorts ports, ControlSettings settings) {
    Bridge bridge =
        new Bridge(
            vertx,
            new Authentication(settings.tenant(), ports.identities()),
            new Access(ports.snapshots(), ports.users(), settings.platformAdminGroups()),
            settings.maxBodyBytes(),
            task -> Thread.ofVirtual().name("control").start(task));
    Router router = Router.router(vertx);
    router.route().handler(routing -> begin(routing, ports.random()));
    for (Route route : Routes.of(ports, settings)) {
      router.route(route.method(), route.path()).handler(routing -> bridge.serve(route, routing));
    }
    router.errorHandler(400, routing -> refuse(routing, 400, "path: not readable"));
    router.errorHandler(404, routing -> refuse(routing, 404, "not found"));
    router.errorHandler(405, routing -> refuse(routing, 405, "method not allowed"));
    router.errorHandler(500, routing -> refuse(routing, 500, "internal error"));
    return new ControlApi(router);
  }

  /// Whether a path is this API's; all others are the gateway's.
  public boolean serves(String path) {
    return Routes.isBelow(path, Routes.PREFIX)
        || Routes.ALIASES.stream().anyMatch(alias -> Routes.isBelow(path, alias));
  }

  @Override
  public void handle(HttpServerRequest request) {
    router.handle(request);
  }

  /// Browsers and tools that ask beforehand are told nothing, and that it is no error.
  private static void begin(RoutingContext routing, RandomGenerator random) {
    RequestId.give(routing.request(), random);
    if (routing.request().method().equals(HttpMethod.OPTIONS)) {
      new Exchange(routing, ErrorShape.FLAT).answer(Reply.done());
    } else {
      routing.next();
    }
  }

  private static void refuse(RoutingContext routing, int status, String message) {
    new Exchange(routing, ErrorShape.FLAT).answer(new Reply.Refused(status, message, Map.of()));
  }
}
