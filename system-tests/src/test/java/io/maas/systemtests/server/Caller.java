package io.maas.systemtests.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Somebody who calls over HTTP/1.1, with one credential or none. What is answered by the API is
/// held to its document.
///
/// @param url the root of what is called
/// @param credential sent as a bearer
public record Caller(HttpClient client, String url, @Nullable String credential) {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String JSON = "application/json";

  /// A caller without a credential.
  public static Caller at(String url) {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    return new Caller(client, url, null);
  }

  /// The same with a credential.
  public Caller as(String shown) {
    return new Caller(client, url, shown);
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  public Answer put(String path) {
    return send(request(path).PUT(BodyPublishers.noBody()));
  }

  public Answer post(String path, JsonNode body) {
    return post(path, JSON, body.toString());
  }

  public Answer post(String path, String type, String body) {
    return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
  }

  /// Starts to read a stream; what is no stream comes as one line.
  public EventStream stream(String path, JsonNode body) {
    HttpRequest request =
        request(path)
            .header("Content-Type", JSON)
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    HttpResponse<InputStream> response = exchange(request, BodyHandlers.ofInputStream());
    return new EventStream(response);
  }

  /// A request to be completed.
  public HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
    return credential == null ? builder : builder.header("Authorization", "Bearer " + credential);
  }

  /// @throws UncheckedIOException if no whole answer comes
  public Answer send(HttpRequest.Builder request) {
    HttpRequest whole = request.build();
    HttpResponse<String> response = exchange(whole, BodyHandlers.ofString());
    PublishedApi.hold(whole, response);
    return new Answer(response.statusCode(), response.headers(), response.body());
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return client.send(request, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
