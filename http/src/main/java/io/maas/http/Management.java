package io.maas.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/// The listener for operators: `/metrics`, `/health` (the process lives) and `/ready` (it can
/// serve). It is never the gateway's own.
public final class Management {

  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry;
  private final Map<String, Supplier<Need>> needs = new LinkedHashMap<>();
  private volatile boolean draining;

  public Management(PrometheusMeterRegistry registry) {
    this.registry = registry;
  }

  /// Adds something that the process needs; to be called before it listens.
  ///
  /// @param name what it is called in the answer
  /// @param need asked whenever somebody wants to know
  public Management requires(String name, Supplier<Need> need) {
    needs.put(name, need);
    return this;
  }

  /// Says from now on that the process takes leave, so that nobody new is sent to it.
  public void drain() {
    draining = true;
  }

  /// Listens.
  ///
  /// @param port 0 for a free one
  public Future<HttpServer> listen(Vertx vertx, String host, int port) {
    return Listeners.listen(vertx, host, port, null, this::handle);
  }

  private void handle(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    String path = Objects.requireNonNullElse(request.path(), "");
    if (!request.method().equals(HttpMethod.GET)) {
      response.setStatusCode(405).end();
      return;
    }
    switch (path) {
      case "/metrics" ->
          response.putHeader(HttpHeaders.CONTENT_TYPE, PROMETHEUS).end(registry.scrape());
      case "/health" -> json(response, 200, "{\"status\":\"healthy\"}");
      case "/ready" -> ready(response);
      default -> response.setStatusCode(404).end();
    }
  }

  private void ready(HttpServerResponse response) {
    Map<String, Need> now = new LinkedHashMap<>();
    needs.forEach((name, need) -> now.put(name, need.get()));
    Readiness readiness = new Readiness(draining, now);
    json(response, readiness.isReady() ? 200 : 503, readiness.text());
  }

  private static void json(HttpServerResponse response, int status, String body) {
    response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, Headers.JSON).end(body);
  }
}
