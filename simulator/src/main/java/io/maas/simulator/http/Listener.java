package io.maas.simulator.http;

import io.maas.simulator.inference.Server;
import io.maas.simulator.text.Tokenizer;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The simulator's port: HTTP/1.1 with keep-alive, and HTTP/2 in clear text. It is deployed as one
/// unit, so that all its exchanges and all its timers share one event loop.
public final class Listener implements Deployable {
  private final Vertx vertx;
  private final Server server;
  private final Tokenizer tokenizer;
  private final HttpServerOptions options;
  private @Nullable HttpServer http;
  private @Nullable String deployment;

  private Listener(Vertx vertx, Server server, Tokenizer tokenizer, HttpServerOptions options) {
    this.vertx = vertx;
    this.server = server;
    this.tokenizer = tokenizer;
    this.options = options;
  }

  /// Listens at that address; port 0 takes a free one.
  public static Future<Listener> open(
      Vertx vertx, Server server, Tokenizer tokenizer, String host, int port) {
    var options =
        new HttpServerOptions()
            .setHost(host)
            .setPort(port)
            .setTcpNoDelay(true)
            .setHttp2ClearTextEnabled(true)
            .setHandle100ContinueAutomatically(true);
    var listener = new Listener(vertx, server, tokenizer, options);
    return vertx
        .deployVerticle(listener)
        .map(id -> {
          listener.deployment = id;
          return listener;
        });
  }

  @Override
  public Future<?> deploy(Context context) {
    var routes = new Routes(vertx, server, tokenizer);
    return vertx
        .createHttpServer(options)
        .requestHandler(routes)
        .listen()
        .onSuccess(listening -> http = listening);
  }

  @Override
  public Future<?> undeploy(Context context) {
    return http == null ? Future.succeededFuture() : http.shutdown(0, TimeUnit.SECONDS);
  }

  /// The port that it listens at.
  public int port() {
    return http == null ? 0 : http.actualPort();
  }

  /// Stops listening and breaks what is under way.
  public Future<Void> close() {
    return deployment == null ? Future.succeededFuture() : vertx.undeploy(deployment);
  }
}
