package io.maas.simulator.http;

import io.maas.simulator.wire.ApiError;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Gathers a request's body, up to a limit.
final class Bodies {
  /// The longest body that is read.
  static final long MOST_BYTES = 64L << 20;

  private final HttpServerRequest request;
  private @Nullable Buffer gathered;
  private int parts;
  private boolean tooLarge;

  private Bodies(HttpServerRequest request) {
    this.request = request;
  }

  /// Hands the whole body on; answers by itself where it is too large, and not at all where it
  /// never ends.
  static void read(HttpServerRequest request, Consumer<byte[]> then) {
    var body = new Bodies(request);
    request.handler(body::add);
    request.endHandler(_ -> body.end(then));
  }

  private void add(Buffer part) {
    if (tooLarge) {
      return;
    }
    if (gathered == null) {
      gathered = part; // most bodies come in one part, which need not be copied
    } else {
      gathered = (parts == 1 ? gathered.copy() : gathered).appendBuffer(part);
    }
    parts++;
    if (gathered.length() > MOST_BYTES) {
      tooLarge = true;
      gathered = null;
      Responses.error(request, ApiError.tooLarge(MOST_BYTES));
    }
  }

  private void end(Consumer<byte[]> then) {
    if (!tooLarge) {
      then.accept(gathered == null ? new byte[0] : gathered.getBytes());
    }
  }
}
