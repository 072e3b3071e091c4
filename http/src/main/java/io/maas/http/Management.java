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
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// The listener for operators: `/metrics`, `/health` (the process lives) and `/ready` (it can
/// serve). It is never the gateway's own.
public final class Management {

  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry;
  private final Map<String, BooleanSupplier> checks = new LinkedHashMap<>();
  private volatile boolean draining;

  public Management(PrometheusMeterRegistry registry) {
    this.registry = registry;
  }

  /// Adds something without which the process is not ready; to be called before it listens.
  ///
  /// @param name what it is called in the answer
  public Management requires(String name, BooleanSupplier check) {
    checks.put(name, check);
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
    Map<String, Boolean> results = new LinkedHashMap<>();
    checks.forEach((name, check) -> results.put(name, check.getAsBoolean()));
    boolean leaving = draining;
    boolean ready = !leaving && !results.containsValue(false);
    String listed =
        results.entrySet().stream()
            .map(result -> "\"" + result.getKey() + "\":" + result.getValue())
            .collect(Collectors.joining(","));
    String state = "\"ready\":" + ready + (leaving ? ",\"draining\":true" : "");
    json(response, ready ? 200 : 503, "{" + state + ",\"checks\":{" + listed + "}}");
  }

  private static void json(HttpServerResponse response, int status, String body) {
    response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, Headers.JSON).end(body);
  }
}
