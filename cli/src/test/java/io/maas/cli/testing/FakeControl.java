package io.maas.cli.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// A control that answers as scripted and remembers what it was asked. What it was not taught is a
/// 404.
public final class FakeControl implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Function<Asked, Reply>> script = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  /// What it was asked.
  public record Asked(String method, String path, String query, String token, String body) {
    /// Method and path.
    public String line() {
      return method + " " + path;
    }
  }

  /// What it answers.
  public record Reply(int status, Map<String, String> headers, String body) {
    /// JSON with a status.
    public static Reply json(int status, String body) {
      return new Reply(status, Map.of("Content-Type", "application/json"), body);
    }
  }

  public FakeControl() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  /// Where it is.
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// Teaches an answer to `METHOD /path`, the path without `/maas-api/v1` where it begins so.
  public FakeControl on(String line, int status, String body) {
    return on(line, _ -> Reply.json(status, body));
  }

  /// Teaches an answer that depends on what is asked.
  public FakeControl on(String line, Function<Asked, Reply> answer) {
    script.put(line, answer);
    return this;
  }

  /// Everything it was asked, in order.
  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  /// The last thing that it was asked.
  public Asked last() {
    return asked.getLast();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Asked request = read(exchange);
      asked.add(request);
      Reply reply =
          script
              .getOrDefault(request.line(), _ -> Reply.json(404, "{\"error\":\"nothing is here\"}"))
              .apply(request);
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static Asked read(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath().replaceFirst("^/maas-api/v1", "");
    String query = exchange.getRequestURI().getRawQuery();
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    return new Asked(
        exchange.getRequestMethod(),
        path,
        query == null ? "" : query,
        authorization == null ? "" : authorization.replaceFirst("^Bearer ", ""),
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
