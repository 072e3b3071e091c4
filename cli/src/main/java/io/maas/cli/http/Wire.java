package io.maas.cli.http;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/// Requests to one server. A broken line is an [Unreachable], any answer a [Response].
public final class Wire {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private final URI root;
  private final HttpClient client;

  /// @param root without a slash at the end
  public Wire(URI root) {
    this(root, null);
  }

  /// @param root without a slash at the end
  /// @param ca the certificates to trust; null for those that the JDK trusts
  public Wire(URI root, @Nullable Path ca) {
    this.root = root;
    HttpClient.Builder builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
    if (ca != null) {
      builder.sslContext(TrustedCertificates.of(ca));
    } else if ("http".equals(root.getScheme())) {
      builder.sslContext(new InClear()).sslParameters(new SSLParameters());
    }
    this.client = OpenClients.with(builder.build());
  }

  /// Where the server is.
  public URI root() {
    return root;
  }

  /// Sends a request and waits for its answer.
  ///
  /// @param path after the root, with its query
  /// @param token a credential, if the server wants one
  /// @param body what goes with it, if anything does
  public Response send(
      String method, String path, @Nullable String token, @Nullable JsonNode body) {
    return body == null
        ? send(method, path, token, null, "")
        : send(method, path, token, "application/json", body.toString());
  }

  /// Sends a request with any text and waits for its answer.
  ///
  /// @param type the text's media type; null if there is none to send
  public Response send(
      String method, String path, @Nullable String token, @Nullable String type, String text) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + path))
            .timeout(ANSWER)
            .header("Accept", "application/json")
            .method(method, type == null ? BodyPublishers.noBody() : BodyPublishers.ofString(text));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (type != null) {
      request.header("Content-Type", type);
    }
    HttpResponse<String> response = exchange(request.build(), BodyHandlers.ofString());
    return new Response(response.statusCode(), first(response.headers()), response.body());
  }

  /// What came of asking for a stream.
  public sealed interface Streamed {
    /// Lines, as they come. Closing it lets the connection go; a line that breaks is an
    /// [Unreachable].
    record Lines(Stream<String> lines) implements Streamed {}

    /// An answer in one body.
    record Whole(Response response) implements Streamed {}
  }

  /// Sends JSON and hands on an answer of server-sent events line by line.
  ///
  /// @param headers further ones
  public Streamed stream(
      String method, String path, String token, Map<String, String> headers, String json) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + path))
            .header("Accept", "text/event-stream")
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .method(method, BodyPublishers.ofString(json));
    headers.forEach(request::header);
    HttpResponse<Stream<String>> response = exchange(request.build(), BodyHandlers.ofLines());
    if (isStream(response)) {
      return new Streamed.Lines(response.body());
    }
    try (Stream<String> lines = response.body()) {
      return new Streamed.Whole(
          new Response(
              response.statusCode(), first(response.headers()), lines.collect(joining("\n"))));
    }
  }

  /// Asks for lines and hands on each as it comes.
  ///
  /// @return the answer, where it says that it was not done
  public Optional<Response> lines(String path, @Nullable String token, Consumer<String> each) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path)).GET();
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<Stream<String>> response = exchange(request.build(), BodyHandlers.ofLines());
    try (Stream<String> lines = response.body()) {
      if (response.statusCode() / 100 != 2) {
        return Optional.of(
            new Response(
                response.statusCode(), first(response.headers()), lines.collect(joining("\n"))));
      }
      lines.forEach(each);
      return Optional.empty();
    } catch (UncheckedIOException e) {
      throw new Unreachable(root + ": the connection broke before the end; try again", e);
    }
  }

  private static boolean isStream(HttpResponse<?> response) {
    return response.statusCode() == 200
        && response
            .headers()
            .firstValue("content-type")
            .filter(type -> type.startsWith("text/event-stream"))
            .isPresent();
  }

  private static Map<String, String> first(HttpHeaders all) {
    Map<String, String> headers = new HashMap<>();
    all.map().forEach((name, values) -> headers.put(name, values.getFirst()));
    return headers;
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler) {
    try {
      return client.send(request, handler);
    } catch (ConnectException e) {
      throw new Unreachable(
          root
              + ": not reachable (expected: maas there; start one with `maas up`, or name another"
              + " with MAAS_URL or --url)",
          e);
    } catch (SSLException e) {
      throw new Unreachable(
          root
              + ": no trust in its certificate ("
              + reason(e)
              + "; expected: one that the JDK trusts, or the certificates to trust with MAAS_CA or"
              + " --ca)",
          e);
    } catch (HttpTimeoutException e) {
      throw new Unreachable(root + ": no answer in " + ANSWER.toSeconds() + " s; try again", e);
    } catch (IOException e) {
      throw new Unreachable(root + ": the connection broke (" + reason(e) + "); try again", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unreachable("interrupted", e);
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
