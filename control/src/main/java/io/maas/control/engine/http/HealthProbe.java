package io.maas.control.engine.http;

import io.maas.control.engine.Probe;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// `GET /health`, which vLLM and llama.cpp answer with 200 once their model is loaded; an engine
/// that has no such path is asked for `/v1/models`.
public final class HealthProbe implements Probe, AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .proxy(HttpClient.Builder.NO_PROXY)
          .connectTimeout(PATIENCE)
          .build();

  @Override
  public boolean answers(URI root) {
    int status = status(root, "/health");
    return status == OK || (status == NOT_FOUND && status(root, "/v1/models") == OK);
  }

  /// 0 where nothing answers.
  private int status(URI root, String path) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(root + path)).timeout(PATIENCE).build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException _) {
      return 0;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
