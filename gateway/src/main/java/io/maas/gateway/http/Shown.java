package io.maas.gateway.http;

import io.maas.protocol.request.Operation;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.TreeMap;

/// The headers of a client's that its dialect takes for part of the request. They go to endpoints
/// that speak the same dialect; no other header of a client's ever travels.
final class Shown {

  private static final String VERSION = "anthropic-version";
  private static final String BETA = "anthropic-beta";
  private static final String USUAL_VERSION = "2023-06-01";

  private Shown() {}

  static Map<String, String> of(HttpServerRequest request, Operation operation) {
    if (operation != Operation.MESSAGE) {
      return Map.of();
    }
    Map<String, String> shown = new TreeMap<>();
    String version = request.getHeader(VERSION);
    shown.put(VERSION, version == null ? USUAL_VERSION : version);
    String beta = String.join(",", request.headers().getAll(BETA));
    if (!beta.isEmpty()) {
      shown.put(BETA, beta);
    }
    return shown;
  }
}
