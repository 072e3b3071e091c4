package io.maas.control.http;

import io.maas.control.call.RandomId;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a call goes by in logs and in its answer: the client's own name for it where that is
/// harmless, else one of ours. It is on the answer before anything else happens.
final class RequestId {

  static final String HEADER = "X-Request-ID";

  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  private RequestId() {}

  /// Names a call.
  static void give(HttpServerRequest request, RandomGenerator random) {
    String sent = request.getHeader(HEADER);
    request
        .response()
        .putHeader(
            HEADER,
            sent != null && HARMLESS.matcher(sent).matches() ? sent : RandomId.next(random));
  }

  /// The name that a call was given.
  static @Nullable String of(HttpServerResponse response) {
    return response.headers().get(HEADER);
  }
}
