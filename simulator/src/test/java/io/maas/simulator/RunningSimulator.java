package io.maas.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.maas.simulator.book.Entry;
import io.maas.simulator.book.Status;
import io.maas.simulator.model.ServedModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/// A simulator in this process, on a free port, and a client for it.
final class RunningSimulator implements AutoCloseable {
  static final String MODEL = "test-model";
  static final ObjectMapper JSON = new ObjectMapper();

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Simulator simulator;

  private RunningSimulator(SimulatorOptions options) {
    simulator = Simulator.start(vertx, options.withPort(0)).await();
  }

  /// What most tests want: one model with one alias, everything at once.
  static SimulatorOptions options() {
    return SimulatorOptions.defaults().withModels(ServedModel.named(MODEL, "alias"));
  }

  /// The same, with flags.
  static SimulatorOptions options(String... flags) {
    return switch (SimulatorOptions.parse(List.of(flags))) {
      case SimulatorOptions.Parsed.Understood(var options) ->
          options.withModels(ServedModel.named(MODEL, "alias"));
      case SimulatorOptions.Parsed.Misunderstood(var message) ->
          throw new IllegalArgumentException(message);
    };
  }

  static RunningSimulator start() {
    return new RunningSimulator(options());
  }

  static RunningSimulator start(SimulatorOptions options) {
    return new RunningSimulator(options);
  }

  static String chat(String content, String... more) {
    return "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":%s}]%s}"
        .formatted(MODEL, quoted(content), more.length == 0 ? "" : "," + String.join(",", more));
  }

  static String quoted(String text) {
    return JSON.getNodeFactory().textNode(text).toString();
  }

  int port() {
    return simulator.port();
  }

  List<Entry> book() {
    return simulator.book().entries();
  }

  /// Writes a line into the book.
  void fill(String requestId) {
    simulator.book().add(new Entry(requestId, MODEL, 1, 0, 2, Status.COMPLETED, "stop", 3));
  }

  /// The first line of the book that matches, as soon as there is one.
  Entry awaitEntry(Predicate<Entry> wanted) {
    var book = awaitBook(lines -> lines.stream().anyMatch(wanted));
    return book.stream().filter(wanted).findFirst().orElseThrow();
  }

  /// The book, as soon as it is as wanted.
  List<Entry> awaitBook(Predicate<List<Entry>> wanted) {
    for (long end = System.nanoTime() + 20_000_000_000L; System.nanoTime() < end; ) {
      var book = book();
      if (wanted.test(book)) {
        return book;
      }
      LockSupport.parkNanos(1_000_000);
    }
    throw new AssertionError("the book never was as wanted: " + book());
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET().build());
  }

  HttpResponse<String> post(String path, String body, String... headers) {
    var request = request(path).POST(BodyPublishers.ofString(body));
    return send((headers.length == 0 ? request : request.headers(headers)).build());
  }

  HttpResponse<String> delete(String path) {
    return send(request(path).DELETE().build());
  }

  JsonNode getJson(String path) {
    return json(get(path));
  }

  JsonNode postJson(String path, String body, String... headers) {
    return json(post(path, body, headers));
  }

  /// The events of a streamed reply.
  Events stream(String path, String body, String... headers) {
    return Events.of(post(path, body, headers).body());
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
  }

  /// The answer; a body that breaks off is an [UncheckedIOException].
  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.sendAsync(request, BodyHandlers.ofString()).get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new UncheckedIOException(new IOException(e.getCause()));
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  static JsonNode json(HttpResponse<String> response) {
    return json(response.body());
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  @Override
  public void close() {
    client.close();
    simulator.close().await();
    vertx.close().await();
  }
}
