package io.maas.gateway.http;

import io.maas.domain.catalog.Endpoint;
import io.maas.gateway.passage.Passage;
import io.maas.gateway.routing.Health;
import io.maas.gateway.upstream.Upstream;
import io.vertx.core.AsyncResult;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One try at one endpoint, from the connection to the head of the answer. It was let in by
/// [Health], and leaves it once.
final class Attempt {

  /// Told of what comes of it.
  interface Listener {
    /// No connection could be had, and nothing was sent.
    void unreachable(Attempt of);

    /// The request is on its way.
    void sent();

    /// The endpoint broke off before it answered.
    void brokeOff(Attempt of);

    /// The head of the answer is here.
    void answered(Attempt of, Passage.Open passage, HttpClientResponse response);
  }

  private final Endpoint endpoint;
  private final String id;
  private final Upstream upstream;
  private final Health health;
  private final long debited;
  private final long enteredAt;
  private final Listener listener;
  private Passage.@Nullable Open passage;
  private @Nullable HttpClientRequest request;
  private boolean over;

  /// @param id what the endpoint is told
  /// @param debited the tokens that it was let in for
  Attempt(
      Endpoint endpoint,
      String id,
      Upstream upstream,
      Health health,
      long debited,
      Listener listener) {
    this.endpoint = endpoint;
    this.id = id;
    this.upstream = upstream;
    this.health = health;
    this.debited = debited;
    this.enteredAt = health.now();
    this.listener = listener;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /// What the client said and the endpoint was not told.
  List<String> dropped() {
    return passage == null ? List.of() : passage.dropped();
  }

  /// Whether it has ended.
  boolean over() {
    return over;
  }

  /// Sends the request.
  ///
  /// @param insist whether to connect a second time: the connection may just have been closed
  void send(Passage.Open open, boolean insist) {
    passage = open;
    upstream
        .connect(endpoint, open.path(), open.headers(), open.body(), id)
        .onComplete(connected -> connected(open, connected, insist));
  }

  private void connected(
      Passage.Open open, AsyncResult<HttpClientRequest> connected, boolean insist) {
    if (connected.failed()) {
      if (over) {
        return;
      }
      if (!insist) {
        end(Health.Result.FAILED);
      }
      listener.unreachable(this);
      if (insist && !over) {
        send(open, false);
      }
    } else if (over) {
      connected.result().reset();
    } else {
      HttpClientRequest opened = connected.result();
      request = opened;
      opened.exceptionHandler(_ -> {}); // the response's future tells of it too
      opened
          .response()
          .onSuccess(response -> listener.answered(this, open, response))
          .onFailure(_ -> listener.brokeOff(this));
      listener.sent();
      Upstream.send(opened, open.body());
    }
  }

  /// Tells the endpoint's health how it ended; only the first time counts.
  void end(Health.Result result) {
    if (!over) {
      over = true;
      if (request == null) {
        took(0);
      }
      health.leave(endpoint, result);
    }
  }

  /// The endpoint took so many tokens; to be called once.
  void took(long tokens) {
    health.correct(endpoint, tokens - debited, enteredAt);
  }

  /// Breaks it off, if it still runs.
  void cancel() {
    if (request != null) {
      request.reset();
    }
  }
}
