package io.maas.systemtests.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/// An API with a document, which breaks it in three places: it fails, it answers another shape, and
/// it takes what the document does not let through.
record FaultyApi(HttpServer server) implements AutoCloseable {

  private static final String OPERATION =
      """
      {"parameters": [{"name": "n", "in": "query", "schema": {"type": "integer"}}],
       "responses": {
         "200": {"description": "Done.", "content": {"application/json": {"schema":
           {"type": "object", "required": ["n"], "properties": {"n": {"type": "integer"}}}}}},
         "400": {"description": "Refused."}}}
      """;

  private static final String DOCUMENT =
      """
      {"openapi": "3.1.0", "info": {"title": "faulty", "version": "1"}, "paths": {
        "/sound": {"get": OPERATION},
        "/fails": {"get": OPERATION},
        "/tells-another-shape": {"get": OPERATION},
        "/takes-anything": {"get": OPERATION}}}
      """
          .replace("OPERATION", OPERATION);

  static FaultyApi start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", exchange -> answer(exchange, 404, ""));
      server.createContext("/openapi.json", exchange -> answer(exchange, 200, DOCUMENT));
      server.createContext("/sound", exchange -> checked(exchange, 200, "{\"n\":1}"));
      server.createContext("/fails", exchange -> checked(exchange, 500, "{}"));
      server.createContext(
          "/tells-another-shape", exchange -> checked(exchange, 200, "{\"n\":\"one\"}"));
      server.createContext("/takes-anything", exchange -> got(exchange, 200, "{\"n\":1}"));
      server.start();
      return new FaultyApi(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static void checked(HttpExchange exchange, int status, String body) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    if (query == null || query.matches("n=-?[0-9]+")) {
      got(exchange, status, body);
    } else {
      answer(exchange, 400, "");
    }
  }

  private static void got(HttpExchange exchange, int status, String body) throws IOException {
    if (exchange.getRequestMethod().equals("GET")) {
      answer(exchange, status, body);
    } else {
      exchange.getResponseHeaders().set("Allow", "GET");
      answer(exchange, 405, "");
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
