package io.maas.gateway.http;

import io.maas.domain.access.Refusal;
import io.maas.domain.catalog.Endpoint;
import io.maas.domain.metering.Outcome.End;
import io.maas.domain.metering.Settlement;
import io.maas.gateway.admission.Charge;
import io.maas.gateway.passage.Crossing;
import io.maas.gateway.passage.Passage;
import io.maas.gateway.relay.Link;
import io.maas.gateway.relay.Relay;
import io.maas.gateway.relay.StreamRelay;
import io.maas.gateway.routing.Attempts;
import io.maas.gateway.routing.Health;
import io.maas.gateway.upstream.UpstreamAnswer;
import io.maas.http.ErrorReply;
import io.maas.http.Headers;
import io.maas.protocol.answer.Answer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// An admitted request on its way: `Attempt… → Usage → Settlement → UsageRecord`.
///
/// Another endpoint is tried as long as nothing has gone to the client. However it ends (answered,
/// refused, broken, left, revoked, late), its [Ending] is written exactly once.
final class Delivery implements Underway, Relay.Listener, Attempt.Listener {

  private static final int CLIENT_LEFT = 499;
  private static final int SERVED = 200;
  private static final int BROKEN = 502;

  private final Gateway gateway;
  private final EventLoop loop;
  private final Admitted admitted;
  private final HttpServerResponse client;
  private final Reply reply;
  private final Sequel sequel;
  private final Account account;
  private final Crossing crossing;
  private final Attempts attempts;
  private final Ending ending;
  private final AnswerTape tape;

  private @Nullable Attempt attempt;
  private @Nullable Relay relay;
  private int tries;
  private boolean sent;
  private long firstByteAt;
  private long deadline;
  private boolean leaveAtEnd;
  private boolean over;

  Delivery(
      Gateway gateway,
      EventLoop loop,
      Admitted admitted,
      Crossing crossing,
      HttpServerResponse client,
      Reply reply,
      long startedAt,
      AnswerTape tape,
      Sequel sequel) {
    this.gateway = gateway;
    this.loop = loop;
    this.admitted = admitted;
    this.crossing = crossing;
    this.client = client;
    this.reply = reply;
    this.tape = tape;
    this.sequel = sequel;
    this.account = admitted.account(gateway.ports().quota(), gateway::newId);
    this.ending = new Ending(gateway, admitted, account, startedAt, sequel::ended);
    this.attempts =
        new Attempts(
            admitted.plan(),
            gateway.health(),
            new Attempts.Wanted(
                admitted.request().granted().model().serving().attempts(),
                admitted.demand().tokensLikely(),
                !sequel.mayGoOn()));
  }

  void start() {
    if (admitted.request().origin() == null) {
      gateway.retries().earn();
    }
    next(Failure.NONE);
  }

  /// Tries the next endpoint, or says why there is none.
  private void next(Failure last) {
    Optional<Endpoint> found = attempts.next();
    if (found.isPresent()) {
      cross(found.get(), last);
    } else {
      unserved(tries > 0 ? last : Failure.unasked(attempts));
    }
  }

  private void cross(Endpoint endpoint, Failure last) {
    tries++;
    String id = tries == 1 ? reply.requestId() : reply.requestId() + "." + tries;
    expectWithin(gateway.settings().upstream().answerTimeout());
    long likely = admitted.demand().tokensLikely();
    Attempt next = new Attempt(endpoint, id, loop.upstream(), gateway.health(), likely, this);
    attempt = next;
    if (crossing.translates(endpoint) && crossing.isLarge()) {
      loop.when(
          gateway.aside(() -> crossing.to(endpoint, account.allowance())),
          passage -> crossed(next, passage, last),
          error -> {
            gateway.report(admitted.intent().id(), "the request cannot be translated", error);
            crossed(
                next,
                new Passage.Closed(new Refusal.Unavailable("the request cannot be translated now")),
                last);
          });
    } else {
      crossed(next, crossing.to(endpoint, account.allowance()), last);
    }
  }

  private void crossed(Attempt next, Passage passage, Failure last) {
    if (over) {
      next.end(Health.Result.UNKNOWN);
      return;
    }
    switch (passage) {
      case Passage.Closed(Refusal refusal) -> {
        next.end(Health.Result.UNKNOWN);
        next(last.but(refusal));
      }
      case Passage.Open open -> next.send(open, admitted.plan().endpoints().size() == 1);
    }
  }

  @Override
  public void unreachable(Attempt of) {
    ending.failed(of.endpoint().name(), 0);
    if (!over && of == attempt && of.over()) {
      next(
          new Failure(
              new Refusal.UpstreamUnreachable("no endpoint of the model can be reached"),
              sent ? Charge.refused() : new Settlement.Released()));
    }
  }

  @Override
  public void sent() {
    sent = true;
  }

  @Override
  public void brokeOff(Attempt of) {
    if (!over && of == attempt && !of.over()) {
      unusable("the upstream broke off");
    }
  }

  @Override
  public void answered(Attempt of, Passage.Open passage, HttpClientResponse response) {
    if (over || of != attempt || of.over()) {
      return;
    }
    expectWithin(gateway.settings().upstream().idleTimeout());
    Link link = new Link(response, client, gateway.settings().upstream().longestAnswer(), this);
    switch (UpstreamAnswer.of(response, admitted.request().inference().operation())) {
      case UpstreamAnswer.Refused refused ->
          UpstreamAnswer.refusal(response, refusal -> refused(of, refused, refusal));
      case UpstreamAnswer.Foreign(String contentType) -> {
        of.cancel();
        unusable("the upstream answered with content type `" + contentType + "`");
      }
      case UpstreamAnswer.Stream(boolean last) -> {
        leaveAtEnd = last;
        Refusal broken = new Refusal.UpstreamBroken("the upstream broke off");
        relay(link.events(passage.way(), reply.streamEnd(broken, crossing.heading())));
      }
      case UpstreamAnswer.Opaque(String contentType) -> relay(link.opaque(contentType));
      case UpstreamAnswer.Body _ -> relay(link.body(passage.way()));
    }
  }

  private void refused(Attempt of, UpstreamAnswer.Refused refused, Refusal refusal) {
    if (over || of != attempt || of.over()) {
      return;
    }
    if (refused.retryAfter() != null) {
      gateway.health().pause(of.endpoint(), refused.retryAfter());
    }
    ending.failed(of.endpoint().name(), refused.status());
    of.took(0);
    of.end(refused.isWorthAnotherEndpoint() ? Health.Result.FAILED : Health.Result.ANSWERED);
    Failure failure = new Failure(refusal, Charge.refused());
    if (refused.isWorthAnotherEndpoint() || refusal instanceof Refusal.PromptTooLong) {
      again(failure);
    } else {
      unserved(failure);
    }
  }

  private void relay(Relay chosen) {
    relay = chosen;
    chosen.start();
  }

  @Override
  public void begun() {
    firstByteAt = now();
    ending.begun(firstByteAt);
    if (relay != null && relay.streams()) {
      client.setChunked(true);
    }
    admitted.request().standsInFor().ifPresent(reply::standsInFor);
    reply.head(
        relay == null ? Headers.JSON : relay.contentType(),
        account.standings(),
        admitted.request().granted().model().id().toString(),
        Optional.ofNullable(attempt).flatMap(of -> of.endpoint().givenName()),
        attempt == null ? List.of() : attempt.dropped());
  }

  @Override
  public void moved() {
    expectWithin(gateway.settings().upstream().idleTimeout());
  }

  @Override
  public long now() {
    return gateway.ports().ticker().getAsLong();
  }

  @Override
  public void passes(Buffer bytes) {
    tape.take(bytes);
  }

  @Override
  public void ended(End end, Answer answer, long pieces) {
    if (end == End.COMPLETED && !over) {
      tape.complete(answer, attempt, account.allowance());
    }
    settle(end, end == End.COMPLETED ? SERVED : BROKEN, answer, pieces);
    leave(end == End.COMPLETED ? Health.Result.ANSWERED : Health.Result.FAILED);
    if (leaveAtEnd) {
      cancel();
    }
  }

  /// The engine may have worked, and nothing of it went to the client.
  @Override
  public void unusable(String found) {
    burnt(new Refusal.UpstreamBroken(found));
  }

  private void burnt(Refusal refusal) {
    Attempt of = attempt;
    if (over || of == null) {
      return;
    }
    ending.burnt(of.endpoint().name());
    leave(Health.Result.FAILED);
    cancel();
    again(new Failure(refusal, ending.costOfNothing()));
  }

  /// Tries another endpoint, if there is one and the budget of second attempts allows it.
  private void again(Failure failure) {
    relay = null;
    leaveAtEnd = false;
    if (attempts.isEmpty() || !gateway.retries().spend()) {
      unserved(failure);
      return;
    }
    expectWithin(gateway.settings().upstream().answerTimeout());
    loop.when(
        account.goOn(failure.cost()),
        room -> {
          if (!over) {
            if (room) {
              next(new Failure(failure.refusal(), Charge.refused()));
            } else {
              unserved(failure);
            }
          }
        },
        error -> {
          gateway.report(admitted.intent().id(), "the counters cannot be asked now", error);
          unserved(failure);
        });
  }

  /// The client went away: the engine is told at once, and what was seen is charged.
  @Override
  public void clientLeft() {
    if (!over) {
      Relay running = relay;
      if (sent) {
        settle(
            End.CANCELLED,
            CLIENT_LEFT,
            running == null ? Answer.SILENT : running.answer(),
            running == null ? 0 : running.pieces());
      } else {
        over = true;
        ending.unsent(CLIENT_LEFT);
      }
      leave(Health.Result.UNKNOWN);
      cancel();
    }
  }

  /// Ends it if what it waits for is late; a stream that is only silent gets a sign of life.
  @Override
  public void endIfOverdue(long now) {
    Relay running = relay;
    if (over) {
      return;
    }
    if (now - deadline < 0) {
      if (running != null) {
        running.tick(now);
      }
    } else if (firstByteAt == 0) {
      burnt(new Refusal.UpstreamTooSlow("the upstream took too long"));
    } else {
      leave(Health.Result.FAILED);
      cutOff(new Refusal.UpstreamTooSlow("the upstream took too long"));
    }
  }

  /// Ends it for a reason of ours, said in the stream if one has begun.
  @Override
  public void cutOff(Refusal refusal) {
    if (over) {
      return;
    }
    Relay running = relay;
    if (running == null || firstByteAt == 0) {
      unserved(new Failure(refusal, sent ? ending.costOfNothing() : new Settlement.Released()));
    } else {
      settle(End.FAILED, ErrorReply.of(refusal).status(), running.answer(), running.pieces());
      running.abort(reply.streamEnd(refusal, crossing.heading()));
    }
    leave(Health.Result.UNKNOWN);
    cancel();
  }

  /// No answer came, or none that can be passed on.
  private void unserved(Failure failure) {
    if (!over) {
      over = true;
      ending.unserved(failure.status(), failure.cost());
      sequel.unserved(admitted, failure);
    }
  }

  private void settle(End end, int status, Answer answer, long pieces) {
    if (!over) {
      over = true;
      if (attempt != null && answer.usage().isComplete()) {
        attempt.took(answer.usage().total());
      }
      ending.answered(
          end,
          status,
          answer,
          relay instanceof StreamRelay ? OptionalLong.of(pieces) : OptionalLong.empty(),
          attempt == null ? "" : attempt.endpoint().name());
    }
  }

  private void leave(Health.Result result) {
    if (attempt != null) {
      attempt.end(result);
    }
  }

  private void cancel() {
    if (attempt != null) {
      attempt.cancel();
    }
  }

  private void expectWithin(Duration time) {
    deadline = now() + time.toNanos();
  }
}
