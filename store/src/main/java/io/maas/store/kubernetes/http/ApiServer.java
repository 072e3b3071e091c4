package io.maas.store.kubernetes.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.maas.domain.catalog.Secret;
import io.maas.domain.secret.SecretName;
import io.maas.store.kubernetes.SecretReader;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Asks a cluster's API server for one secret: `GET /api/v1/namespaces/{namespace}/secrets/{name}`.
/// The token's file is read for each request, since Kubernetes replaces it; so is the authorities',
/// and the connections are made anew when it has changed.
///
/// Source: Kubernetes' API, Secret v1 core: `data` holds each value in base64, `metadata` its
/// `resourceVersion`.
public final class ApiServer implements SecretReader, AutoCloseable {

  /// More than a secret may have, which is 1 MiB before base64.
  private static final long LONGEST = 2L * 1024 * 1024;

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final ApiAddress address;
  private final Duration patience;
  private String authorities = "";
  private HttpClient client;

  /// @param patience until an answer is here, all of it
  /// @throws IOException if the authorities cannot be read
  public ApiServer(ApiAddress address, Duration patience) throws IOException {
    this.address = address;
    this.patience = patience;
    this.authorities = text(address.ca());
    this.client = client(authorities);
  }

  @Override
  public Read read(SecretName name) {
    CompletableFuture<HttpResponse<byte[]>> asked;
    try {
      asked =
          current()
              .sendAsync(request(name), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST));
    } catch (IOException e) {
      return away(e);
    }
    try {
      return read(asked.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException _) {
      asked.cancel(true);
      return new Away("no answer within " + patience.toMillis() + " ms");
    } catch (ExecutionException e) {
      return away(Objects.requireNonNullElse(e.getCause(), e));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      asked.cancel(true);
      return new Away("interrupted");
    }
  }

  private static Away away(Throwable error) {
    return new Away(error.getClass().getSimpleName() + ": " + error.getMessage());
  }

  private HttpRequest request(SecretName name) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                address
                    .url()
                    .resolve(
                        address.url().getRawPath()
                            + "/api/v1/namespaces/"
                            + name.namespace()
                            + "/secrets/"
                            + name.name()))
            .timeout(patience)
            .header("Accept", "application/json");
    String token = text(address.token()).strip();
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return request.build();
  }

  private static Read read(HttpResponse<byte[]> answer) {
    return switch (answer.statusCode()) {
      case 200 -> secret(answer.body());
      case 404 -> new Gone();
      case 401 -> new Refused("401 (expected: a token that the cluster knows)");
      case 403 -> new Refused("403 (expected: the right to get this secret)");
      default -> new Away("status " + answer.statusCode());
    };
  }

  private static Read secret(byte[] body) {
    try {
      JsonNode secret = JSON.readTree(body);
      if (!secret.path("kind").asText("").equals("Secret")) {
        return new Away("kind: " + secret.path("kind").asText("none") + " (expected: Secret)");
      }
      Map<String, Secret> values = new HashMap<>();
      for (Map.Entry<String, JsonNode> value : secret.path("data").properties()) {
        byte[] decoded = Base64.getDecoder().decode(value.getValue().asText(""));
        String text = new String(decoded, StandardCharsets.UTF_8).strip();
        if (!text.isEmpty()) {
          values.put(value.getKey(), new Secret(text));
        }
      }
      return new Found(secret.path("metadata").path("resourceVersion").asText(""), values);
    } catch (IOException | IllegalArgumentException _) {
      return new Away("a body that is no Secret"); // what is in it is nobody's business
    }
  }

  private synchronized HttpClient current() throws IOException {
    String now = text(address.ca());
    if (!now.equals(authorities)) {
      HttpClient next = client(now);
      client.shutdownNow();
      client = next;
      authorities = now;
    }
    return client;
  }

  private HttpClient client(String pem) throws IOException {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(patience);
    if (!pem.isEmpty()) {
      builder.sslContext(Trust.only(pem));
    }
    return builder.build();
  }

  private static String text(@Nullable Path file) throws IOException {
    return file == null ? "" : Files.readString(file);
  }

  @Override
  public synchronized void close() {
    client.shutdownNow();
  }
}
