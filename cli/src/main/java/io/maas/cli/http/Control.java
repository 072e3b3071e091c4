package io.maas.cli.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.maas.cli.connection.Connection;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Control's API, under `/maas-api/v1`.
public final class Control {
  private static final String ROOT = "/maas-api/v1";
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private final Connection connection;
  private final HttpClient client;
  private final JsonMapper json = JsonMapper.builder().build();

  public Control(Connection connection) {
    this.connection = connection;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
  }

  /// The path of something by its names, each of which may hold any character.
  public static String path(String... names) {
    var path = new StringBuilder();
    for (String name : names) {
      path.append('/').append(encoded(name).replace("+", "%20"));
    }
    return path.toString();
  }

  /// A text as it may stand in a query.
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// Asks for what is at a path.
  public Answer get(String path) {
    return send(request(path).GET().build());
  }

  /// Gives something to a path.
  public Answer post(String path, JsonNode body) {
    return send(request(path).POST(BodyPublishers.ofString(body.toString())).build());
  }

  /// Puts a path into being.
  public Answer put(String path) {
    return send(request(path).PUT(BodyPublishers.noBody()).build());
  }

  /// Deletes what is at a path.
  public Answer delete(String path) {
    return send(request(path).DELETE().build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(connection.url() + ROOT + path))
        .timeout(ANSWER)
        .header("Authorization", "Bearer " + connection.token())
        .header("Accept", "application/json")
        .header("Content-Type", "application/json");
  }

  private Answer send(HttpRequest request) {
    HttpResponse<String> response = exchange(request);
    String type = response.headers().firstValue("content-type").orElse("");
    if (response.statusCode() / 100 != 2) {
      return Refusals.read(response.statusCode(), type, response.body(), json);
    }
    try {
      JsonNode body = response.body().isBlank() ? null : json.readTree(response.body());
      return new Answer.Given(body == null ? MissingNode.getInstance() : body);
    } catch (JsonProcessingException _) {
      return Refusals.read(response.statusCode(), type, "", json);
    }
  }

  private HttpResponse<String> exchange(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (ConnectException e) {
      throw new Unreachable(
          connection.url()
              + ": not reachable (expected: maas there; start one with `maas up`, or name another"
              + " with MAAS_URL or --url)",
          e);
    } catch (HttpTimeoutException e) {
      throw new Unreachable(
          connection.url() + ": no answer in " + ANSWER.toSeconds() + " s; try again", e);
    } catch (IOException e) {
      throw new Unreachable(
          connection.url() + ": the connection broke (" + reason(e) + "); try again", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unreachable("interrupted", e);
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
