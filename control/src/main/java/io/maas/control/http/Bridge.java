package io.maas.control.http;

import io.maas.control.ControlSettings;
import io.maas.control.access.Access;
import io.maas.control.access.Scope;
import io.maas.control.audit.AuditTrail;
import io.maas.control.audit.Deed;
import io.maas.control.call.Call;
import io.maas.control.call.Reply;
import io.maas.control.call.Texts;
import io.maas.domain.access.Principal;
import io.maas.domain.audit.Actor;
import io.maas.domain.audit.AuditEntry.From;
import io.maas.http.ClientAddresses;
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
  private final AuditTrail trail;
  private final Actor stranger;
  private final int maxBodyBytes;
  private final ClientAddresses clients;
  private final Executor threads;

  /// @param stranger who acts where nobody says who they are
  /// @param settings whose word is taken for where calls come from, and how large bodies may be
  Bridge(
      Vertx vertx,
      Authentication authentication,
      Access access,
      AuditTrail trail,
      Actor stranger,
      ControlSettings settings,
      Executor threads) {
    this.vertx = vertx;
    this.authentication = authentication;
    this.access = access;
    this.trail = trail;
    this.stranger = stranger;
    this.maxBodyBytes = settings.maxBodyBytes();
    this.clients = settings.clients();
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

  /// A request on its way.
  ///
  /// @param caller with all roles that are granted; nobody of the tenant where nobody is known
  private record Asked(Route route, Exchange exchange, From from, Principal caller, Actor actor) {

    /// What it is about to do, as far as its head says.
    Deed deed() {
      return new Deed(
          caller.tenant(), actor, from, route.action(), route.object(exchange.pathParts()));
    }

    /// Whether the audit log wants to know that it was not let in.
    boolean isTold() {
      return route.permission().administers() || route.acts();
    }
  }

  /// Serves one route.
  void serve(Route route, RoutingContext routing) {
    String tenant = Objects.requireNonNull(tenantOf(routing));
    Exchange exchange = new Exchange(routing, route.errors());
    Reply.Refused posing = Authentication.posing(exchange.request().headers());
    if (posing != null) {
      exchange.answer(posing);
      return;
    }
    exchange.request().pause();
    From from = exchange.from(clients);
    Asked asked = new Asked(route, exchange, from, Call.nobodyOf(tenant), stranger);
    if (route.permission().open()) {
      enter(asked, scope -> read(asked, scope));
      return;
    }
    Context loop = vertx.getOrCreateContext();
    authentication
        .of(tenant, exchange.request())
        .onSuccess(verdict -> loop.runOnContext(_ -> enter(asked, verdict)));
  }

  private void enter(Asked stranger, Authentication.Verdict verdict) {
    switch (verdict) {
      case Authentication.Verdict.Turned(Reply.Refused refusal) -> turn(stranger, refusal);
      case Authentication.Verdict.Known(Principal principal, Actor actor) -> {
        Asked asked =
            new Asked(
                stranger.route(),
                stranger.exchange(),
                stranger.from(),
                access.known(principal),
                actor);
        if (clients.turns(principal, asked.exchange().request())) {
          turn(asked, Reply.forbidden(clients.elsewhere(asked.exchange().request()).message()));
          return;
        }
        enter(asked, scope -> read(asked, scope));
      }
    }
  }

  private void enter(Asked asked, Consumer<Scope> then) {
    switch (access.of(asked.route().permission(), asked.caller())) {
      case Access.Verdict.Denied(String message) -> turn(asked, Reply.forbidden(message));
      case Access.Verdict.Allowed(Scope scope) -> then.accept(scope);
    }
  }

  /// Lets somebody not in. Who tries to administer is written down first.
  private void turn(Asked asked, Reply.Refused refusal) {
    boolean denied = refusal.status() == 401 || refusal.status() == 403;
    if (!denied || !asked.isTold()) {
      asked.exchange().answer(refusal);
      return;
    }
    Deed deed = asked.deed();
    Context loop = vertx.getOrCreateContext();
    threads.execute(() -> {
      trail.denied(deed, refusal.status());
      loop.runOnContext(_ -> asked.exchange().answer(refusal));
    });
  }

  private void read(Asked asked, Scope scope) {
    Exchange exchange = asked.exchange();
    int most = Math.max(maxBodyBytes, asked.route().largestBody());
    BoundedBody.read(exchange.request(), most)
        .onSuccess(body -> {
          switch (body) {
            case BoundedBody.Text(String text) -> run(asked, scope, text);
            case BoundedBody.TooLarge() ->
                exchange.answer(
                    new Reply.Refused(
                        413, "body: too large (expected: at most " + most + " bytes)", Map.of()));
            case BoundedBody.Garbled() ->
                exchange.answer(Reply.badRequest("body: not UTF-8 (expected: UTF-8)"));
          }
        });
  }

  private void run(Asked asked, Scope scope, String body) {
    Call call;
    try {
      call = asked.exchange().call(asked.caller(), scope, asked.from(), body);
    } catch (IllegalArgumentException | HttpException _) {
      asked
          .exchange()
          .answer(Reply.badRequest("query: not readable (expected: percent-encoded UTF-8)"));
      return;
    }
    if (!call.isWhole()) {
      asked
          .exchange()
          .answer(
              Reply.badRequest(
                  "path or query: a text that cannot be kept (expected: " + Texts.EXPECTED + ")"));
      return;
    }
    Deed deed = asked.deed();
    Context loop = vertx.getOrCreateContext();
    threads.execute(() -> {
      Reply reply =
          asked.route().acts()
              ? trail.around(deed, call.act(), () -> answer(asked, call))
              : trail.signIn(deed, call.act(), answer(asked, call));
      if (reply instanceof Reply.Streamed streamed) {
        stream(asked, streamed, loop);
      } else {
        loop.runOnContext(_ -> asked.exchange().answer(reply));
      }
    });
  }

  private static void stream(Asked asked, Reply.Streamed streamed, Context loop) {
    try {
      asked.exchange().stream(streamed, loop);
    } catch (RuntimeException e) {
      tell(asked, "answer broke off", e);
    }
  }

  private static Reply answer(Asked asked, Call call) {
    try {
      return asked.route().endpoint().answer(call);
    } catch (RuntimeException e) {
      tell(asked, "endpoint failed", e);
      return Breakdown.of(e);
    }
  }

  private static void tell(Asked asked, String what, RuntimeException e) {
    LOG.atError()
        .setMessage(what)
        .addKeyValue("method", asked.route().method())
        .addKeyValue("route", asked.route().path())
        .addKeyValue("request_id", asked.from().requestId())
        .setCause(e)
        .log();
  }
}
