package io.maas.gateway.http;

import io.maas.domain.access.Refusal;
import io.maas.domain.catalog.Endpoint;
import io.maas.domain.catalog.TokenRules;
import io.maas.domain.metering.Outcome;
import io.maas.domain.metering.Outcome.End;
import io.maas.domain.metering.Settlement;
import io.maas.domain.metering.Usage;
import io.maas.gateway.admission.Charge;
import io.maas.gateway.relay.BodyRelay;
import io.maas.gateway.relay.Relay;
import io.maas.gateway.relay.StreamRelay;
import io.maas.gateway.upstream.Upstream;
import io.maas.gateway.upstream.UpstreamAnswer;
import io.maas.http.ErrorReply;
import io.maas.http.Headers;
import io.maas.protocol.answer.Answer;
import io.maas.protocol.request.Operation;
import io.maas.protocol.request.UpstreamBody;
import io.vertx.core.AsyncResult;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// An admitted request on its way: `Attempt… → Usage → Settlement → UsageRecord`.
///
/// However it ends (answered, refused, broken, left, revoked, late), [#close] runs exactly once:
/// the journal first, then the counters, then the facts.
final class Delivery implements Relay.Listener {

  private static final int CLIENT_LEFT = 499;
  private static final int SERVED = 200;
  private static final int BROKEN = 502;

  /// Two tries at least, also where there is one endpoint: its connection may just have been
  /// closed.
  private static final int FEWEST_TRIES = 2;

  private final Gateway gateway;
  private final EventLoop loop;
  private final Admitted admitted;
  private final Operation operation;
  private final HttpServerResponse client;
  private final Reply reply;
  private final long startedAt;
  private final Runnable atEnd;
  private final List<Outcome.Attempt> failed = new ArrayList<>(0);

  private @Nullable HttpClientRequest attempt;
  private @Nullable Relay relay;
  private int tries;
  private long firstByteAt;
  private long deadline;
  private boolean leaveAtEnd;
  private boolean over;

  Delivery(
      Gateway gateway,
      EventLoop loop,
      Admitted admitted,
      Operation operation,
      HttpServerResponse client,
      Reply reply,
      long startedAt,
      Runnable atEnd) {
    this.gateway = gateway;
    this.loop = loop;
    this.admitted = admitted;
    this.operation = operation;
    this.client = client;
    this.reply = reply;
    this.startedAt = startedAt;
    this.atEnd = atEnd;
  }

  /// Tries the next endpoint. There is a second try only while nothing was sent.
  void start() {
    List<Endpoint> endpoints = admitted.plan().endpoints();
    Endpoint endpoint = endpoints.get(tries % endpoints.size());
    tries++;
    String attemptId = tries == 1 ? reply.requestId() : reply.requestId() + "." + tries;
    expectWithin(gateway.settings().upstream().answerTimeout());
    loop.upstream()
        .connect(endpoint, operation.path(), attemptId)
        .onComplete(connected -> connected(endpoint, connected));
  }

  private void connected(Endpoint endpoint, AsyncResult<HttpClientRequest> connected) {
    if (over) {
      if (connected.succeeded()) {
        connected.result().reset();
      }
    } else if (connected.succeeded()) {
      send(endpoint, connected.result());
    } else {
      failed.add(new Outcome.Attempt(endpoint.name(), 0, Usage.unknown()));
      if (tries < Math.max(FEWEST_TRIES, admitted.plan().endpoints().size())) {
        start();
      } else {
        unserved(
            new Refusal.UpstreamUnreachable("no endpoint of the model can be reached"),
            new Settlement.Released());
      }
    }
  }

  private void send(Endpoint endpoint, HttpClientRequest upstream) {
    attempt = upstream;
    upstream.exceptionHandler(_ -> {}); // the response's future tells of it too
    upstream.response().onSuccess(this::answered).onFailure(_ -> brokeOff());
    Upstream.send(
        upstream,
        UpstreamBody.of(
            admitted.request().inference(),
            endpoint.servedModel(),
            admitted.reservation().outputAllowance()));
  }

  private void answered(HttpClientResponse response) {
    if (over) {
      return;
    }
    expectWithin(gateway.settings().upstream().idleTimeout());
    switch (UpstreamAnswer.of(response)) {
      case UpstreamAnswer.Refused _ ->
          UpstreamAnswer.refusal(response, refusal -> unserved(refusal, Charge.refused()));
      case UpstreamAnswer.Foreign(String contentType) -> {
        response.request().reset();
        unusable("the upstream answered with content type `" + contentType + "`");
      }
      case UpstreamAnswer.Stream(boolean last) -> {
        leaveAtEnd = last;
        relay(
            new StreamRelay(
                response,
                client,
                admitted.request().inference().usageAsked(),
                reply.streamEnd(new Refusal.UpstreamBroken("the upstream broke off")),
                this));
      }
      case UpstreamAnswer.Body _ ->
          relay(new BodyRelay(response, client, operation.generates(), this));
    }
  }

  private void relay(Relay chosen) {
    relay = chosen;
    chosen.start();
  }

  @Override
  public void begun() {
    firstByteAt = gateway.ports().ticker().getAsLong();
    boolean stream = relay instanceof StreamRelay;
    if (stream) {
      client.setChunked(true);
    }
    reply.head(stream ? Headers.EVENT_STREAM : Headers.JSON, admitted.reservation().standings());
  }

  @Override
  public void moved() {
    expectWithin(gateway.settings().upstream().idleTimeout());
  }

  @Override
  public void ended(End end, Answer answer, long pieces) {
    settle(end, end == End.COMPLETED ? SERVED : BROKEN, answer, pieces);
    if (leaveAtEnd) {
      cancelAttempt();
    }
  }

  @Override
  public void unusable(String found) {
    unserved(new Refusal.UpstreamBroken(found), burnt());
  }

  private void brokeOff() {
    if (!over) {
      unusable("the upstream broke off");
    }
  }

  /// The client went away: the engine is told at once, and what was seen is charged.
  void clientLeft() {
    if (!over) {
      Relay running = relay;
      settle(
          End.CANCELLED,
          CLIENT_LEFT,
          running == null ? Answer.SILENT : running.answer(),
          running == null ? 0 : running.pieces());
      cancelAttempt();
    }
  }

  /// Ends it if what it waits for is late.
  void endIfOverdue(long now) {
    if (!over && now - deadline >= 0) {
      cutOff(new Refusal.UpstreamTooSlow("the upstream took too long"));
    }
  }

  /// Ends it for a reason of ours, said in the stream if one has begun.
  void cutOff(Refusal refusal) {
    if (over) {
      return;
    }
    Relay running = relay;
    if (running == null || firstByteAt == 0) {
      unserved(refusal, burnt());
    } else {
      settle(End.FAILED, ErrorReply.of(refusal).status(), running.answer(), running.pieces());
      running.abort(reply.streamEnd(refusal));
    }
    cancelAttempt();
  }

  /// No answer came, or none that can be passed on.
  private void unserved(Refusal refusal, Settlement settlement) {
    if (!over) {
      close(
          End.FAILED, ErrorReply.of(refusal).status(), Usage.unknown(), Answer.SILENT, settlement);
      gateway.ports().facts().refused(reply.refuse(refusal));
    }
  }

  private void settle(End end, int status, Answer answer, long pieces) {
    if (over) {
      return;
    }
    Usage told = answer.usage();
    Usage usage =
        told.isComplete()
            ? told
            : Usage.estimate(
                told.input().orElse(admitted.demand().promptEstimate()),
                told.output().orElse(pieces));
    if (end == End.COMPLETED && !usage.estimated()) {
      String model = admitted.intent().model();
      gateway.typical().learn(model, usage.output().orElse(0));
      gateway
          .prompts()
          .learn(model, admitted.request().inference().prompt(), usage.input().orElse(0));
    }
    close(
        end,
        status,
        usage,
        answer,
        Charge.of(
            usage,
            rules(),
            admitted.demand(),
            admitted.reservation(),
            relay instanceof StreamRelay ? OptionalLong.of(pieces) : OptionalLong.empty()));
  }

  private Settlement burnt() {
    return Charge.burnt(rules(), admitted.demand(), admitted.reservation());
  }

  private TokenRules rules() {
    return admitted.request().granted().model().tokens();
  }

  private void close(End end, int status, Usage usage, Answer answer, Settlement settlement) {
    over = true;
    long now = gateway.ports().ticker().getAsLong();
    Outcome outcome =
        new Outcome(
            admitted.intent().id(),
            status,
            end,
            answer.finishReason(),
            answer.model(),
            usage,
            Charge.told(settlement),
            firstByteAt == 0 ? null : Duration.ofNanos(firstByteAt - startedAt),
            Duration.ofNanos(now - startedAt),
            failed);
    gateway.ports().journal().end(outcome);
    gateway.ports().quota().settle(admitted.reservation(), settlement);
    atEnd.run();
    gateway.ports().facts().ended(admitted.intent(), outcome);
  }

  private void cancelAttempt() {
    if (attempt != null) {
      attempt.reset();
    }
  }

  private void expectWithin(Duration time) {
    deadline = gateway.ports().ticker().getAsLong() + time.toNanos();
  }
}
