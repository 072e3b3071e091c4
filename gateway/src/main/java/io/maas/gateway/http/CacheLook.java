package io.maas.gateway.http;

import io.maas.domain.access.Refusal;
import io.maas.domain.catalog.Model;
import io.maas.gateway.cache.Recall;
import io.maas.gateway.cache.Recall.Result;
import io.maas.gateway.cache.ResponseCache;
import io.maas.gateway.cache.StoredAnswer;
import io.maas.gateway.routing.Route.Purpose;
import io.maas.http.Headers;
import io.maas.protocol.request.InferenceRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Looks for an answer that was given before, and gives it again. On the connection's event loop,
/// and for a caller who may use the model. Looking ends by itself; a client need not wait for it.
final class CacheLook implements Underway {

  private static final int LARGE_BODY = 64 * 1024;

  private final Gateway gateway;
  private final EventLoop loop;
  private final HttpServerRequest request;
  private final Reply reply;
  private final Replay.Asked asked;
  private AnswerTape tape;
  private boolean closed;

  CacheLook(
      Gateway gateway, EventLoop loop, HttpServerRequest request, Reply reply, Replay.Asked asked) {
    this.gateway = gateway;
    this.loop = loop;
    this.request = request;
    this.reply = reply;
    this.asked = asked;
    this.tape = new AnswerTape(request.response(), null);
  }

  /// No model gives answers again unless it says so.
  static boolean isWanted(Request decided, Purpose purpose) {
    return decided.granted().model().serving().caching() != null && purpose == Purpose.ANSWER;
  }

  /// @param next is told how the request goes on; null for upstream, as if nobody had looked
  void find(Request decided, Consumer<@Nullable Underway> next) {
    loop.when(
        look(decided, decided.granted().model()),
        recall -> found(decided, recall, next),
        error -> {
          gateway.report(asked.id(), "no answer of before can be looked for now", error);
          found(decided, Recall.NEVER, next);
        });
  }

  private CompletionStage<Recall> look(Request decided, Model model) {
    InferenceRequest inference = decided.inference();
    ResponseCache responses = gateway.responses();
    Map<String, String> shown = Shown.of(request, inference.operation());
    List<String> control = request.headers().getAll(HttpHeaders.CACHE_CONTROL);
    return inference.body().length <= LARGE_BODY
        ? responses.look(decided.caller(), inference, model, shown, control)
        : gateway
            .aside(() -> responses.look(decided.caller(), inference, model, shown, control))
            .thenCompose(Function.identity());
  }

  private void found(Request decided, Recall recall, Consumer<@Nullable Underway> next) {
    tape = new AnswerTape(request.response(), recall.recording());
    if (closed) {
      tape.close();
      return;
    }
    StoredAnswer answer = recall.answer();
    if (answer == null) {
      if (recall.result() != Result.NEVER) {
        request.response().putHeader(Headers.CACHE, word(recall.result()));
      }
      next.accept(null);
      return;
    }
    Replay replay = new Replay(gateway, loop, decided, answer, request.response(), reply, asked);
    next.accept(replay);
    replay.start();
  }

  /// As clients are told.
  static String word(Result result) {
    return result.name().toLowerCase(Locale.ROOT);
  }

  /// Takes along what goes to the client instead.
  AnswerTape tape() {
    return tape;
  }

  /// Nothing more comes of the request.
  void close() {
    closed = true;
    tape.close();
  }

  @Override
  public void clientLeft() {
    asked.atEnd().run();
  }

  @Override
  public void endIfOverdue(long now) {}

  @Override
  public void cutOff(Refusal refusal) {
    asked.atEnd().run();
    gateway.ports().facts().refused(reply.refuse(refusal));
  }
}
