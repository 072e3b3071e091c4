package io.maas.control.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// A body, read whole and never beyond a bound. Its media type does not matter to how it is read:
/// many a client posts JSON as a form.
sealed interface BoundedBody {

  /// It was read.
  record Text(String text) implements BoundedBody {}

  /// It is longer than the bound.
  record TooLarge() implements BoundedBody {}

  /// It is no UTF-8.
  record Garbled() implements BoundedBody {}

  /// Reads a request that was paused. Fails if the client goes away.
  static Future<BoundedBody> read(HttpServerRequest request, int maximum) {
    String declared = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (declared != null && isOver(declared, maximum)) {
      return Future.succeededFuture(new TooLarge());
    }
    Promise<BoundedBody> promise = Promise.promise();
    Buffer body = Buffer.buffer();
    request.exceptionHandler(promise::tryFail);
    request.handler(part -> {
      if (body.length() + part.length() > maximum) {
        promise.tryComplete(new TooLarge());
      } else {
        body.appendBuffer(part);
      }
    });
    request.endHandler(_ -> promise.tryComplete(decode(body)));
    request.resume();
    return promise.future();
  }

  private static boolean isOver(String declared, int maximum) {
    return declared.length() > 10 || Long.parseLong(declared) > maximum;
  }

  private static BoundedBody decode(Buffer body) {
    try {
      return new Text(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body.getBytes())).toString());
    } catch (CharacterCodingException _) {
      return new Garbled();
    }
  }
}
