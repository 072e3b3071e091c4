package io.maas.control.http;

import io.maas.control.ControlPorts;
import io.maas.control.ControlSettings;
import io.maas.control.call.Visitor;
import io.maas.control.login.SessionCookie;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who calls with a browser, where no credential is shown. What changes something has to come from
/// a page of ours: it shows `X-CSRF-Token`, which no other site can read, and its `Origin` is ours.
final class BrowserSession {

  private static final Logger LOG = LoggerFactory.getLogger(BrowserSession.class);
  private static final Set<HttpMethod> HARMLESS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private final SessionCookie cookie;
  private final Executor threads;

  BrowserSession(SessionCookie cookie, Executor threads) {
    this.cookie = cookie;
    this.threads = threads;
  }

  Future<Authentication.Verdict> of(String tenant, HttpServerRequest request) {
    Visitor visitor = Exchange.visitor(request);
    if (!visitor.cookies().containsKey(cookie.name())) {
      return Authentication.turned(401, "Authorization required");
    }
    if (!HARMLESS.contains(request.method())
        && !cookie.isFromOurPage(visitor, request.getHeader("X-CSRF-Token"))) {
      return Authentication.turned(
          403, "X-CSRF-Token or Origin: not of a page of ours (expected: what /auth/session says)");
    }
    Promise<Authentication.Verdict> promise = Promise.promise();
    threads.execute(() -> answer(tenant, visitor, promise));
    return promise.future();
  }

  private void answer(String tenant, Visitor visitor, Promise<Authentication.Verdict> promise) {
    try {
      cookie
          .of(tenant, visitor)
          .ifPresentOrElse(
              principal -> promise.complete(Authentication.known(principal)),
              () -> Authentication.turned(401, "the session has ended").onComplete(promise));
    } catch (RuntimeException e) {
      LOG.atWarn().setMessage("session not looked up").setCause(e).log();
      Authentication.turned(503, "sessions cannot be looked up now").onComplete(promise);
    }
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
}
