package io.maas.app.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.domain.catalog.Tenant;
import io.maas.domain.catalog.Tenants;
import io.maas.http.Tls;
import io.maas.protocol.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Speaks to the control plane of this process as anyone else does, so that what is set up at start
/// goes the same way as what is set up later.
final class OwnApi implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient client;
  private final String root;

  private OwnApi(HttpClient client, String root) {
    this.client = client;
    this.root = root;
  }

  /// By the default tenant's own path, which is there whatever host names mean.
  ///
  /// @param tls what its listener shows, if it speaks TLS
  static OwnApi at(String url, @Nullable Tls tls) throws IOException {
    HttpClient.Builder client = HttpClient.newBuilder();
    if (tls != null) {
      client.sslContext(OwnCertificate.trusted(tls.certificate()));
    }
    return new OwnApi(client.build(), url + Tenants.PREFIX + Tenant.DEFAULT + "/maas-api/v1");
  }

  /// What the API answered.
  record Answer(int status, JsonNode body) {}

  Answer post(String path, String token, ObjectNode body) {
    return post(path, token, "application/json", body.toString());
  }

  Answer apply(String token, String yaml) {
    return post("/resources/apply", token, "application/yaml", yaml);
  }

  Answer post(String path, String token, String type, String body) {
    return send(
        to(path, token).header("Content-Type", type).POST(BodyPublishers.ofString(body)).build());
  }

  Answer get(String path, String token) {
    return send(to(path, token).GET().build());
  }

  Answer delete(String path, String token) {
    return send(to(path, token).DELETE().build());
  }

  private HttpRequest.Builder to(String path, String token) {
    return HttpRequest.newBuilder(URI.create(root + path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token);
  }

  private Answer send(HttpRequest request) {
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), Json.MAPPER.readTree(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException("own API: " + request.uri() + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while speaking to the own API", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
