package io.maas.gateway.http;

import io.maas.domain.access.Refusal;
import io.maas.domain.catalog.Endpoint;
import io.maas.domain.metering.Admission;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Intent.Correlation;
import io.maas.domain.metering.Outcome;
import io.maas.domain.metering.Outcome.Charged;
import io.maas.domain.metering.Outcome.End;
import io.maas.domain.metering.Reservation;
import io.maas.domain.metering.Settlement;
import io.maas.gateway.cache.Recall.Result;
import io.maas.gateway.cache.StoredAnswer;
import io.maas.gateway.routing.Plan;
import io.maas.http.ErrorReply;
import io.maas.http.Headers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An answer that is given again: `Reservation → Usage → Settlement → UsageRecord` without an
/// attempt. Nothing of it goes to the client before its limits have let the request in. It takes no
/// tokens from them, because no engine works; it is one request, and costs what the subscription
/// says of such tokens, which is known to the last before anything is held.
final class Replay implements Underway {

  private static final int PIECE = 64 * 1024;
  private static final int CLIENT_LEFT = 499;
  private static final int SERVED = 200;

  /// What is billed and charged should this process die: an answer that nobody made.
  private static final Demand NOTHING = new Demand(0, 0, 1, OptionalLong.of(0), 0, 0);

  private final Gateway gateway;
  private final EventLoop loop;
  private final Request decided;
  private final StoredAnswer answer;
  private final Endpoint endpoint;
  private final HttpServerResponse client;
  private final Reply reply;
  private final Asked asked;

  private @Nullable Reservation held;
  private @Nullable Intent intent;
  private long firstByteAt;
  private long deadline;
  private int at;
  private boolean over;

  /// Who asked, and when.
  ///
  /// @param startedAt of the monotonic ticker
  /// @param atEnd what is to be done beside
  record Asked(UUID id, Supplier<Correlation> correlation, long startedAt, Runnable atEnd) {}

  Replay(
      Gateway gateway,
      EventLoop loop,
      Request decided,
      StoredAnswer answer,
      HttpServerResponse client,
      Reply reply,
      Asked asked) {
    this.gateway = gateway;
    this.loop = loop;
    this.decided = decided;
    this.answer = answer;
    this.client = client;
    this.reply = reply;
    this.asked = asked;
    this.endpoint =
        decided.granted().model().endpoints().stream()
            .filter(one -> one.name().equals(answer.endpoint()))
            .findFirst()
            .orElseThrow();
  }

  void start() {
    expectProgress();
    Claims claims = decided.granted().claimsOfReplay(decided.caller());
    loop.when(
        gateway.ports().quota().reserve(asked.id(), demand(), claims),
        this::admit,
        error -> {
          gateway.report(asked.id(), "the counters cannot be asked now", error);
          refuse(new Refusal.Unavailable("the counters cannot be asked now"));
        });
  }

  /// All of its tokens stand where nothing can be clamped: it is given whole or not at all.
  private Demand demand() {
    return new Demand(answer.tokens(), answer.tokens(), 1, OptionalLong.of(0), 0, 0);
  }

  private void admit(Admission admission) {
    switch (admission) {
      case Admission.Admitted(Reservation reservation) when over -> release(reservation);
      case Admission.Admitted(Reservation reservation) -> begin(reservation);
      case Admission.Exhausted _ when over -> {}
      case Admission.Exhausted(var standing, boolean onlyHolds) -> {
        gateway.ports().facts().limited(decided.caller(), decided.granted());
        refuse(Refusal.by(standing, onlyHolds, demand()));
      }
      case Admission.Unavailable(String why) -> refuse(new Refusal.Unavailable(why));
    }
  }

  private void begin(Reservation reservation) {
    Intent begun =
        decided.intent(
            asked.id(),
            gateway.ports().clock().instant(),
            asked.correlation().get(),
            new Plan(List.of(endpoint)),
            NOTHING,
            Charged.NOTHING);
    if (!gateway.ports().journal().begin(begun, reservation.trace())) {
      release(reservation);
      refuse(new Refusal.Unavailable("the journal of usage is full"));
      return;
    }
    held = reservation;
    intent = begun;
    firstByteAt = now();
    head(reservation);
    pass();
  }

  private void head(Reservation reservation) {
    reply.head(
        answer.contentType(),
        reservation.standings(),
        decided.granted().model().id().toString(),
        endpoint.givenName(),
        answer.dropped());
    client.putHeader(Headers.CACHE, CacheLook.word(Result.HIT));
    client.putHeader(HttpHeaders.AGE, Long.toString(gateway.responses().age(answer).toSeconds()));
    if (answer.stream()) {
      client.setChunked(true);
    } else {
      client.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(answer.body().length));
    }
  }

  /// As fast as the client takes it; the settlement is written before the last piece goes.
  private void pass() {
    byte[] body = answer.body();
    while (!over && body.length - at > PIECE) {
      client.write(piece(PIECE));
      at += PIECE;
      expectProgress();
      if (client.writeQueueFull()) {
        client.drainHandler(_ -> pass());
        return;
      }
    }
    if (!over) {
      settle(End.COMPLETED, SERVED);
      client.end(piece(body.length - at));
    }
  }

  private Buffer piece(int length) {
    return Buffer.buffer(length).appendBytes(answer.body(), at, length);
  }

  private void settle(End end, int status) {
    Intent begun = intent;
    Reservation reservation = held;
    if (over || begun == null || reservation == null) {
      return;
    }
    over = true;
    Outcome outcome =
        new Outcome(
            begun.id(),
            status,
            end,
            answer.finishReason(),
            answer.model(),
            answer.usage(),
            Charged.NOTHING,
            true,
            Duration.ofNanos(firstByteAt - asked.startedAt()),
            Duration.ofNanos(now() - asked.startedAt()),
            List.of());
    gateway.ports().journal().end(outcome);
    gateway.ports().quota().settle(reservation, new Settlement.Settled(answer.tokens(), 0));
    asked.atEnd().run();
    gateway.ports().facts().ended(begun, outcome);
  }

  @Override
  public void clientLeft() {
    if (held == null) {
      end();
    } else {
      settle(End.CANCELLED, CLIENT_LEFT);
    }
  }

  @Override
  public void endIfOverdue(long now) {
    if (now - deadline >= 0) {
      cutOff(new Refusal.Unavailable("the answer could not be given in time"));
    }
  }

  /// An answer that has begun is cut, so that no client takes it for whole.
  @Override
  public void cutOff(Refusal refusal) {
    if (held == null) {
      refuse(refusal);
    } else if (!over) {
      settle(End.FAILED, ErrorReply.of(refusal).status());
      client.reset();
    }
  }

  private void refuse(Refusal refusal) {
    if (!over) {
      end();
      gateway.ports().facts().refused(reply.refuse(refusal));
    }
  }

  private void end() {
    if (!over) {
      over = true;
      asked.atEnd().run();
    }
  }

  private void release(Reservation reservation) {
    gateway.ports().quota().settle(reservation, new Settlement.Released());
  }

  private void expectProgress() {
    deadline = now() + gateway.settings().upstream().idleTimeout().toNanos();
  }

  private long now() {
    return gateway.ports().ticker().getAsLong();
  }
}
