package io.maas.gateway.upstream;

import io.maas.domain.catalog.Endpoint;
import io.maas.gateway.admission.EngineCount;
import io.maas.protocol.request.InferenceRequest;
import io.maas.protocol.request.TokenizeBody;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One question to an engine: how many tokens has this prompt? It is not an attempt: nothing is
/// generated, charged or recorded, and when it takes too long it is broken off.
public final class TokenizeCall {

  private static final String PATH = "/tokenize";

  /// An answer lists the tokens too, some ten bytes each.
  private static final int LONGEST_ANSWER = 8 * 1024 * 1024;

  private final Promise<EngineCount> answer = Promise.promise();
  private @Nullable HttpClientRequest request;
  private boolean over;

  private TokenizeCall() {}

  /// Asks; to be called on the event loop that the upstream belongs to.
  ///
  /// @param requestId of the question
  /// @return never fails
  public static CompletionStage<EngineCount> ask(
      Upstream upstream,
      Endpoint endpoint,
      InferenceRequest inference,
      String requestId,
      Duration patience) {
    Optional<byte[]> body = TokenizeBody.of(inference, endpoint.servedModel());
    if (body.isEmpty()) {
      return Future.<EngineCount>succeededFuture(new EngineCount.Uncounted(false))
          .toCompletionStage();
    }
    return new TokenizeCall().ask(upstream, endpoint, body.get(), requestId, patience);
  }

  private CompletionStage<EngineCount> ask(
      Upstream upstream, Endpoint endpoint, byte[] body, String requestId, Duration patience) {
    upstream
        .connect(endpoint, PATH, Map.of(), body, requestId)
        .onSuccess(connected -> send(connected, body))
        .onFailure(_ -> answer.tryComplete(new EngineCount.Uncounted(true)));
    return answer
        .future()
        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .recover(error -> Future.succeededFuture(failed(error)))
        .toCompletionStage();
  }

  private void send(HttpClientRequest connected, byte[] body) {
    if (over) {
      connected.reset();
      return;
    }
    request = connected;
    connected.exceptionHandler(_ -> {}); // the response's future tells of it too
    connected
        .response()
        .onSuccess(this::answered)
        .onFailure(_ -> answer.tryComplete(new EngineCount.Uncounted(true)));
    Upstream.send(connected, body);
  }

  private void answered(HttpClientResponse response) {
    Buffer body = Buffer.buffer();
    response.handler(piece -> {
      body.appendBuffer(piece);
      if (body.length() > LONGEST_ANSWER) {
        response.request().reset();
        answer.tryComplete(new EngineCount.Uncounted(false));
      }
    });
    response.exceptionHandler(_ -> answer.tryComplete(new EngineCount.Uncounted(true)));
    response.endHandler(_ -> answer.tryComplete(read(response.statusCode(), body)));
  }

  /// A request may be refused for itself; any other refusal is the engine's.
  private static EngineCount read(int status, Buffer body) {
    if (status != 200) {
      return new EngineCount.Uncounted(status != 400 && status != 413 && status != 422);
    }
    OptionalLong count = TokenizeBody.count(body.getBytes());
    return count.isPresent()
        ? new EngineCount.Counted(count.getAsLong())
        : new EngineCount.Uncounted(true);
  }

  private EngineCount failed(Throwable error) {
    over = true;
    if (request != null) {
      request.reset();
    }
    return error instanceof TimeoutException
        ? new EngineCount.Late()
        : new EngineCount.Uncounted(true);
  }
}
