package io.maas.gateway.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;

/// An engine that does what a test says, and remembers what it was sent.
final class ScriptedUpstream implements AutoCloseable {

  /// What arrived.
  record Arrived(
      String path, String authorization, String requestId, List<String> headers, String body) {}

  static final String USAGE =
      "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":3,\"total_tokens\":8}";
  static final String CHAT =
      "{\"id\":\"c\",\"model\":\"reported\",\"choices\":[{\"message\":{\"content\":\"hi\"},"
          + "\"finish_reason\":\"stop\"}],"
          + USAGE
          + "}";
  static final String DELTA = "data: {\"choices\":[{\"delta\":{\"content\":\"hi\"}}]}\n\n";
  static final String FINISH =
      "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
  static final String STREAM_USAGE =
      "data: {\"model\":\"reported\",\"choices\":[]," + USAGE + "}\n\n";
  static final String DONE = "data: [DONE]\n\n";

  final List<Arrived> arrived = new CopyOnWriteArrayList<>();
  final BlockingQueue<Long> closedAt = new LinkedBlockingQueue<>();
  private final HttpServer server;
  private volatile BiConsumer<HttpServerRequest, Buffer> script = (request, _) -> chat(request);

  ScriptedUpstream(Vertx vertx) {
    server =
        vertx
            .createHttpServer()
            .requestHandler(request -> {
              request.connection().closeHandler(_ -> closedAt.add(System.nanoTime()));
              request.body().onSuccess(body -> arrive(request, body));
            })
            .listen(0, "127.0.0.1")
            .await();
  }

  int port() {
    return server.actualPort();
  }

  void script(BiConsumer<HttpServerRequest, Buffer> next) {
    script = next;
  }

  /// Answers each request with these pieces of a stream, and then ends.
  void stream(String... pieces) {
    script =
        (request, _) -> {
          streamHead(request);
          for (String piece : pieces) {
            request.response().write(piece);
          }
          request.response().end();
        };
  }

  static void chat(HttpServerRequest request) {
    request.response().putHeader("content-type", "application/json").end(CHAT);
  }

  static void streamHead(HttpServerRequest request) {
    request.response().setChunked(true).putHeader("content-type", "text/event-stream");
  }

  private void arrive(HttpServerRequest request, Buffer body) {
    arrived.add(
        new Arrived(
            Objects.requireNonNullElse(request.path(), ""),
            header(request, "authorization"),
            header(request, "x-request-id"),
            List.copyOf(request.headers().names()),
            body.toString()));
    script.accept(request, body);
  }

  private static String header(HttpServerRequest request, String name) {
    return Objects.requireNonNullElse(request.getHeader(name), "");
  }

  @Override
  public void close() {
    server.close().await();
  }
}
