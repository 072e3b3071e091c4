package io.maas.simulator.http;

import io.maas.simulator.wire.ApiError;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/// Answers, and the header that all of them carry: the client's request id, where it sent one.
final class Responses {
  static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-request-id");

  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final CharSequence EVENTS =
      HttpHeaders.createOptimized("text/event-stream; charset=utf-8");
  private static final CharSequence NO_CACHE = HttpHeaders.createOptimized("no-cache");
  private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("retry-after");

  private Responses() {}

  static void json(HttpServerRequest request, byte[] body) {
    json(request, 200, body);
  }

  static void json(HttpServerRequest request, int status, byte[] body) {
    var response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    jsonHead(request, status).end(Buffer.buffer(body));
  }

  /// A JSON answer of which only the head is set.
  static HttpServerResponse jsonHead(HttpServerRequest request, int status) {
    var response = identified(request).setStatusCode(status);
    response.headers().set(HttpHeaders.CONTENT_TYPE, JSON);
    return response;
  }

  static void error(HttpServerRequest request, ApiError error) {
    if (error.status() == 429 || error.status() == 503) {
      request.response().headers().set(RETRY_AFTER, "1");
    }
    json(request, error.status(), error.toJson());
  }

  /// An answer of events of which only the head is set.
  static HttpServerResponse eventsHead(HttpServerRequest request) {
    var response = identified(request).setChunked(true);
    response
        .headers()
        .set(HttpHeaders.CONTENT_TYPE, EVENTS)
        .set(HttpHeaders.CACHE_CONTROL, NO_CACHE);
    return response;
  }

  private static HttpServerResponse identified(HttpServerRequest request) {
    var response = request.response();
    var id = request.headers().get(REQUEST_ID);
    if (id != null) {
      response.headers().set(REQUEST_ID, id);
    }
    return response;
  }
}
