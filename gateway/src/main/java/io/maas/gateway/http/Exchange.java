package io.maas.gateway.http;

import io.maas.domain.access.Credential;
import io.maas.domain.access.Identity;
import io.maas.domain.access.Principal;
import io.maas.domain.access.Refusal;
import io.maas.domain.catalog.Decision;
import io.maas.domain.catalog.Decision.Granted;
import io.maas.domain.metering.Admission;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Intent.Correlation;
import io.maas.domain.metering.Reservation;
import io.maas.domain.metering.Settlement;
import io.maas.gateway.admission.Charge;
import io.maas.gateway.admission.Demands;
import io.maas.gateway.admission.LoopGuard;
import io.maas.gateway.admission.PromptCount;
import io.maas.gateway.passage.Crossing;
import io.maas.gateway.routing.Plan;
import io.maas.gateway.routing.Route;
import io.maas.gateway.upstream.TokenizeCall;
import io.maas.http.Headers;
import io.maas.http.RequestIds;
import io.maas.http.ShownCredential;
import io.maas.protocol.anthropic.CountTokensBody;
import io.maas.protocol.request.InferenceRequest;
import io.maas.protocol.request.RequestReader;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One request, from its first byte until it may go upstream. The file reads as the path goes:
///
/// `Request → Principal → Plan → Reservation → Attempt… → Usage → Settlement → UsageRecord`
///
/// What comes after the reservation is the [Delivery]'s. Every method runs on the connection's
/// event loop. Each stage hands records to the next; what is kept is only what must be undone if
/// the client leaves, a key is revoked, or time runs out.
final class Exchange {

  private static final int LARGE_BODY = 64 * 1024;

  private final Gateway gateway;
  private final EventLoop loop;
  private final HttpServerRequest request;
  private final Addressed addressed;
  private final Route.Inference route;
  private final @Nullable String clientId;
  private long startedAt;
  private UUID id;
  private Reply reply;

  private @Nullable Arrival arrival;
  private @Nullable Credential shown;
  private @Nullable Principal caller;
  private @Nullable CacheLook look;
  private @Nullable Succession succession;
  private @Nullable Underway underway;
  private boolean bodyRead;
  private boolean over;

  Exchange(Gateway gateway, EventLoop loop, HttpServerRequest request, Addressed addressed) {
    this.gateway = gateway;
    this.loop = loop;
    this.request = request;
    this.addressed = addressed;
    this.route = addressed.route();
    this.startedAt = gateway.ports().ticker().getAsLong();
    this.id = gateway.newId();
    this.clientId = RequestIds.acceptable(request.getHeader(Headers.X_REQUEST_ID));
    this.reply = reply();
  }

  private Reply reply() {
    return Reply.to(request, id, clientId, gateway.ports().clock(), route.operation());
  }

  /// Credentials are checked before the body is read.
  void start() {
    request.pause();
    request.response().closeHandler(_ -> clientLeft());
    request.response().exceptionHandler(_ -> clientLeft());
    request.exceptionHandler(_ -> clientLeft());
    loop.add(this);
    switch (ShownCredential.in(request.headers())) {
      case ShownCredential.Unusable(Refusal refusal) -> refuse(refusal);
      case ShownCredential.Shown(var credential) -> {
        shown = credential;
        then(
            gateway.ports().identities().identify(addressed.tenant(), credential),
            this::identified,
            "the store of credentials cannot be asked now");
      }
    }
  }

  private void identified(Identity identity) {
    switch (identity) {
      case Identity.Unknown _ -> refuse(new Refusal.Unauthenticated("invalid API key or token"));
      case Identity.Known(Principal principal, _) when loops(principal) ->
          refuse(new Refusal.Looping(LoopGuard.WITHIN));
      case Identity.Known(Principal principal, _) -> {
        caller = principal;
        long largest = gateway.settings().largestBody();
        arrival =
            new Arrival(
                request, largest, gateway.bodies(), body -> arrived(principal, body), this::refuse);
        arrival.start();
      }
    }
  }

  private boolean loops(Principal principal) {
    String session = SessionId.of(request);
    return session != null
        && route.purpose() == Route.Purpose.ANSWER
        && gateway.loopGuard().count(principal, session).isPresent();
  }

  private void arrived(Principal principal, byte[] body) {
    bodyRead = true;
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    if (body.length <= LARGE_BODY) {
      read(principal, RequestReader.read(route.operation(), type, body));
    } else {
      then(
          gateway.aside(() -> RequestReader.read(route.operation(), type, body)),
          result -> read(principal, result),
          "the request cannot be read now");
    }
  }

  private void read(Principal principal, RequestReader.Result result) {
    switch (result) {
      case RequestReader.Result.Malformed(var refusal) -> refuse(refusal);
      case RequestReader.Result.Read(var inference) ->
          decided(principal, inference, choice().of(principal, inference));
    }
  }

  private ModelChoice choice() {
    var snapshot = gateway.ports().snapshots().of(addressed.tenant());
    return ModelChoice.by(snapshot, route, request);
  }

  private void decided(Principal principal, InferenceRequest inference, Decision decision) {
    switch (decision) {
      case Decision.Denied(Refusal refusal) -> refuse(refusal);
      case Granted granted -> recall(new Request(principal, inference, granted, null));
    }
  }

  /// What was answered before is looked for before anything is counted.
  private void recall(Request decided) {
    if (!CacheLook.isWanted(decided, route.purpose())) {
      begin(decided);
      return;
    }
    Replay.Asked asked = new Replay.Asked(id, () -> correlation(null), startedAt, this::end);
    CacheLook looking = new CacheLook(gateway, loop, request, reply, asked);
    look = looking;
    underway = looking;
    looking.find(
        decided,
        next -> {
          underway = next;
          if (next == null) {
            begin(decided);
          }
        });
  }

  private void begin(Request decided) {
    succession = new Succession(gateway, this, decided, reply, choice().subscription());
    plan(decided);
  }

  private void plan(Request decided) {
    Plan plan =
        Plan.of(decided.granted().model(), gateway.ports().random())
            .serving(decided.inference().operation());
    if (plan.endpoints().isEmpty()) {
      refuse(Crossing.nowhere(decided.granted().model(), decided.inference().operation()));
      return;
    }
    Claims claims = decided.claims();
    then(
        gateway
            .prompts()
            .count(
                decided.inference(),
                decided.granted().model(),
                claims,
                () ->
                    TokenizeCall.ask(
                        loop.upstream(),
                        plan.endpoints().getFirst(),
                        decided.inference(),
                        id + ".tokenize",
                        gateway.countingPatience())),
        prompt -> counted(decided, plan, claims, prompt),
        "the prompt cannot be counted now");
  }

  private void counted(Request decided, Plan plan, Claims claims, PromptCount prompt) {
    switch (route.purpose()) {
      case ANSWER -> demand(decided, plan, claims, prompt);
      case COUNT -> {
        end();
        reply.json(new CountTokensBody(prompt.likely()).toJson());
      }
    }
  }

  private void demand(Request decided, Plan plan, Claims claims, PromptCount prompt) {
    switch (gateway.demands().of(decided.inference(), decided.granted().model(), claims, prompt)) {
      case Demands.Result.Unstated(Refusal refusal) -> refuse(refusal);
      case Demands.Result.Stated(Demand demand) -> reserve(decided, plan, demand, claims);
    }
  }

  private void reserve(Request decided, Plan plan, Demand demand, Claims claims) {
    loop.when(
        gateway.ports().quota().reserve(id, demand, claims),
        admission -> admit(decided, plan, demand, claims, admission),
        error -> unavailable("the counters cannot be asked now", error));
  }

  private void admit(
      Request decided, Plan plan, Demand demand, Claims claims, Admission admission) {
    switch (admission) {
      case Admission.Admitted(Reservation reservation) -> {
        Intent intent =
            decided.intent(
                id,
                gateway.ports().clock().instant(),
                correlation(decided.fallbackOf()),
                plan,
                demand,
                Charge.held(demand, reservation));
        if (over) {
          release(reservation);
        } else if (gateway.ports().journal().begin(intent, reservation.trace())) {
          deliver(new Admitted(decided, plan, demand, claims, reservation, intent));
        } else {
          release(reservation);
          refuse(new Refusal.Unavailable("the journal of usage is full"));
        }
      }
      case Admission.Exhausted(var standing, boolean onlyHolds) -> {
        if (decided.origin() == null) {
          gateway.ports().facts().limited(decided.caller(), decided.granted());
        }
        refuse(Refusal.by(standing, onlyHolds, demand));
      }
      case Admission.Unavailable(String why) -> refuse(new Refusal.Unavailable(why));
    }
  }

  private Correlation correlation(@Nullable UUID fallbackOf) {
    return new Correlation(clientId, SessionId.of(request), fallbackOf);
  }

  private void deliver(Admitted admitted) {
    Request decided = admitted.request();
    Instant now = gateway.ports().clock().instant();
    Delivery delivery =
        new Delivery(
            gateway,
            loop,
            admitted,
            decided.crossing(id, now, Shown.of(request, route.operation())),
            request.response(),
            reply,
            startedAt,
            look == null ? AnswerTape.NONE : look.tape(),
            Objects.requireNonNull(succession));
    underway = delivery;
    delivery.start();
  }

  /// Asks another model, in a request of its own. Its answer is not kept for who asks for the
  /// first.
  void goOn(Request next) {
    if (look != null) {
      look.close();
    }
    underway = null;
    id = gateway.newId();
    reply = reply();
    startedAt = gateway.ports().ticker().getAsLong();
    plan(next);
  }

  private void clientLeft() {
    if (!over && !request.response().ended()) {
      if (underway == null) {
        end();
      } else {
        underway.clientLeft();
      }
    }
  }

  /// Ends the exchange if its caller is among these.
  void revokeIf(Predicate<Principal> callers) {
    if (!over && caller != null && callers.test(caller)) {
      cutOff(new Refusal.Unauthenticated("the credential was revoked"));
    }
  }

  /// Has the store asked about a caller who is doubted: a long stream is a use of its key too. If
  /// the key was revoked, [#revokeIf] comes of it.
  void reassure() {
    if (!over && caller != null && shown != null) {
      gateway.ports().identities().reassure(addressed.tenant(), shown);
    }
  }

  /// Ends the exchange if what it waits for is late.
  void endIfOverdue(long now) {
    if (over) {
      return;
    }
    if (underway != null) {
      underway.endIfOverdue(now);
    } else if (now - startedAt > gateway.settings().bodyTimeout().toNanos()) {
      cutOff(Arrival.late(gateway.settings().bodyTimeout()));
    }
  }

  private void cutOff(Refusal refusal) {
    if (underway == null) {
      say(reply, refusal);
    } else {
      underway.cutOff(refusal);
    }
  }

  private void refuse(Refusal refusal) {
    if (!over && succession != null) {
      succession.refused(refusal);
    } else {
      say(reply, refusal);
    }
  }

  /// Tells the client why it is not served.
  void say(Reply by, Refusal refusal) {
    if (!over) {
      end();
      int status = by.refuse(refusal, request.version(), !bodyRead);
      gateway.ports().facts().refused(status);
      if (!bodyRead) {
        request.resume(); // what still comes of the body is read and thrown away
      }
    }
  }

  private void unavailable(String message, Throwable error) {
    gateway.report(id, message, error);
    refuse(new Refusal.Unavailable(message));
  }

  private void release(Reservation reservation) {
    gateway.ports().quota().settle(reservation, new Settlement.Released());
  }

  /// The client has been served, or is gone.
  void end() {
    over = true;
    loop.remove(this);
    if (look != null) {
      look.close();
    }
    if (arrival != null) {
      arrival.release();
    }
  }

  /// Goes on when the stage is done, unless the exchange is over by then.
  private <T> void then(CompletionStage<T> stage, Consumer<T> next, String otherwise) {
    loop.when(
        stage,
        value -> {
          if (!over) {
            next.accept(value);
          }
        },
        error -> unavailable(otherwise, error));
  }
}
