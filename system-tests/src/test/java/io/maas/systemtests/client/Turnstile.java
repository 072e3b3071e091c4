package io.maas.systemtests.client;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/// Stands before a gateway and counts who passes: what a client asked, and the status that it got.
final class Turnstile implements AutoCloseable {

  /// What the JDK's client sets itself.
  private static final Set<String> OWN =
      Set.of("connection", "content-length", "host", "upgrade", "http2-settings", "expect");

  private final HttpServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String gateway;
  private final Runnable before;
  private final AtomicBoolean first = new AtomicBoolean(true);
  private final List<Integer> statuses = new CopyOnWriteArrayList<>();

  private Turnstile(HttpServer server, String gateway, Runnable before) {
    this.server = server;
    this.gateway = gateway;
    this.before = before;
  }

  /// @param before is done before the first request passes
  static Turnstile before(String gateway, Runnable before) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      Turnstile turnstile = new Turnstile(HttpServer.create(address, 0), gateway, before);
      turnstile.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      turnstile.server.createContext("/", turnstile::pass);
      turnstile.server.start();
      return turnstile;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// What came back for everything that was posted, in order.
  List<Integer> statuses() {
    return List.copyOf(statuses);
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean posted = exchange.getRequestMethod().equals("POST");
      byte[] body = exchange.getRequestBody().readAllBytes();
      synchronized (this) {
        if (posted && first.getAndSet(false)) {
          before.run();
        }
      }
      HttpResponse<byte[]> answer =
          client.send(request(exchange, body), BodyHandlers.ofByteArray());
      if (posted) {
        statuses.add(answer.statusCode());
      }
      answer
          .headers()
          .map()
          .forEach((name, values) -> {
            if (!OWN.contains(name) && !name.equals("transfer-encoding")) {
              exchange.getResponseHeaders().put(name, values);
            }
          });
      boolean empty = answer.body().length == 0;
      exchange.sendResponseHeaders(answer.statusCode(), empty ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest request(HttpExchange exchange, byte[] body) {
    URI to = URI.create(gateway + exchange.getRequestURI());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(to)
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    Headers headers = exchange.getRequestHeaders();
    headers.forEach((name, values) -> {
      if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
        values.forEach(value -> request.header(name, value));
      }
    });
    return request.build();
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
  }
}
