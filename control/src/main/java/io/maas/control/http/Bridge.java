package io.maas.control.http;

import io.maas.control.access.Access;
import io.maas.control.access.Scope;
import io.maas.control.call.Call;
import io.maas.control.call.Reply;
import io.maas.control.call.Texts;
import io.maas.domain.access.Principal;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes a request from the event loop to its endpoint and back: who calls is found out first, then
/// the body is read, then the endpoint runs on a thread of its own, where it may block.
final class Bridge {

  private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);

  private static final String TENANT = "tenant";

  private final Vertx vertx;
  private final Authentication authentication;
  private final Access access;
  private final int maxBodyBytes;
  private final Executor threads;

  Bridge(
      Vertx vertx,
      Authentication authentication,
      Access access,
      int maxBodyBytes,
      Executor threads) {
    this.vertx = vertx;
    this.authentication = authentication;
    this.access = access;
    this.maxBodyBytes = maxBodyBytes;
    this.threads = threads;
  }

  /// Notes whose a request is.
  static void address(RoutingContext routing, String tenant) {
    routing.put(TENANT, tenant);
  }

  /// Whose a request is; null before that is known.
  static @Nullable String tenantOf(RoutingContext routing) {
    return routing.get(TENANT);
  }

  /// Serves one route.
  void serve(Route route, RoutingContext routing) {
    String tenant = Objects.requireNonNull(tenantOf(routing));
    Exchange exchange = new Exchange(routing, route.errors());
    exchange.request().pause();
    if (route.permission().open()) {
      Principal nobody = Call.nobodyOf(tenant);
      enter(route, exchange, nobody, scope -> read(route, exchange, nobody, scope));
      return;
    }
    Context loop = vertx.getOrCreateContext();
    authentication
        .of(tenant, exchange.request())
        .onSuccess(verdict -> loop.runOnContext(_ -> enter(route, exchange, verdict)));
  }

  private void enter(Route route, Exchange exchange, Authentication.Verdict verdict) {
    switch (verdict) {
      case Authentication.Verdict.Turned(Reply.Refused refusal) -> exchange.answer(refusal);
      case Authentication.Verdict.Known(Principal principal) -> {
        Principal caller = access.known(principal);
        enter(route, exchange, caller, scope -> read(route, exchange, caller, scope));
      }
    }
  }

  private void enter(Route route, Exchange exchange, Principal caller, Consumer<Scope> then) {
    switch (access.of(route.permission(), caller)) {
      case Access.Verdict.Denied(String message) -> exchange.answer(Reply.forbidden(message));
      case Access.Verdict.Allowed(Scope scope) -> then.accept(scope);
    }
  }

  private void read(Route route, Exchange exchange, Principal principal, Scope scope) {
    int most = Math.max(maxBodyBytes, route.largestBody());
    BoundedBody.read(exchange.request(), most)
        .onSuccess(body -> {
          switch (body) {
            case BoundedBody.Text(String text) -> run(route, exchange, principal, scope, text);
            case BoundedBody.TooLarge() ->
                exchange.answer(
                    new Reply.Refused(
                        413, "body: too large (expected: at most " + most + " bytes)", Map.of()));
            case BoundedBody.Garbled() ->
                exchange.answer(Reply.badRequest("body: not UTF-8 (expected: UTF-8)"));
          }
        });
  }

  private void run(Route route, Exchange exchange, Principal principal, Scope scope, String body) {
    Call call;
    try {
      call = exchange.call(principal, scope, body);
    } catch (IllegalArgumentException | HttpException _) {
      exchange.answer(Reply.badRequest("query: not readable (expected: percent-encoded UTF-8)"));
      return;
    }
    if (!call.isWhole()) {
      exchange.answer(
          Reply.badRequest(
              "path or query: a text that cannot be kept (expected: " + Texts.EXPECTED + ")"));
      return;
    }
    Context loop = vertx.getOrCreateContext();
    threads.execute(() -> {
      Reply reply = answer(route, exchange, call);
      loop.runOnContext(_ -> exchange.answer(reply));
    });
  }

  private static Reply answer(Route route, Exchange exchange, Call call) {
    try {
      return route.endpoint().answer(call);
    } catch (RuntimeException e) {
      LOG.atError()
          .setMessage("endpoint failed")
          .addKeyValue("method", route.method())
          .addKeyValue("route", route.path())
          .addKeyValue("request_id", RequestId.of(exchange.context().response()))
          .setCause(e)
          .log();
      return Breakdown.of(e);
    }
  }
}
