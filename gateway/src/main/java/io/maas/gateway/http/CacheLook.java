package io.maas.gateway.http;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Looks for an answer that was given before, and gives it again. On the connection's event loop.
final class CacheLook {

  private static final int LARGE_BODY = 64 * 1024;
  private static final CompletionStage<Recall> NEVER =
      CompletableFuture.completedStage(Recall.NEVER);

  private final Gateway gateway;
  private final EventLoop loop;
  private final HttpServerRequest request;
  private final Reply reply;
  private final Replay.Asked asked;

  CacheLook(
      Gateway gateway, EventLoop loop, HttpServerRequest request, Reply reply, Replay.Asked asked) {
    this.gateway = gateway;
    this.loop = loop;
    this.request = request;
    this.reply = reply;
    this.asked = asked;
  }

  /// To be called for a caller who may use the model; no model gives answers again unless it says
  /// so.
  CompletionStage<Recall> find(Request decided, Purpose purpose) {
    Model model = decided.granted().model();
    if (model.serving().caching() == null || purpose != Purpose.ANSWER) {
      return NEVER;
    }
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

  /// Tells the client what came of it, and gives the answer again if there is one.
  ///
  /// @return null if there is none
  @Nullable Underway replay(Request decided, Recall recall) {
    if (recall.result() != Result.NEVER) {
      String word = recall.result().name().toLowerCase(Locale.ROOT);
      request.response().putHeader(Headers.CACHE, word);
    }
    StoredAnswer answer = recall.answer();
    if (answer == null) {
      return null;
    }
    Replay replay = new Replay(gateway, loop, decided, answer, request.response(), reply, asked);
    replay.start();
    return replay;
  }
}
