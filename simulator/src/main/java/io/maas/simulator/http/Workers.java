package io.maas.simulator.http;

import io.maas.simulator.wire.ApiError;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps long reading off the event loop: a worker thread counts the tokens of long prompts.
final class Workers {
  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

  /// The tokens of a longer body take more than half a millisecond to count.
  private static final int LONGEST_INLINE = 8 << 10;

  private final Vertx vertx;

  Workers(Vertx vertx) {
    this.vertx = vertx;
  }

  /// Runs `reading` here or on a worker, by the size of what it reads, and `then` here in any case.
  <T> void read(HttpServerRequest request, int bytes, Callable<T> reading, Consumer<T> then) {
    if (bytes <= LONGEST_INLINE) {
      try {
        then.accept(reading.call());
      } catch (Exception e) {
        fail(request, e);
      }
    } else {
      vertx
          .executeBlocking(reading, false)
          .onSuccess(then::accept)
          .onFailure(e -> fail(request, e));
    }
  }

  private static void fail(HttpServerRequest request, Throwable cause) {
    LOG.atError().setMessage("a request could not be read").setCause(cause).log();
    Responses.error(
        request, new ApiError(500, "InternalServerError", "Internal server error", null));
  }
}
