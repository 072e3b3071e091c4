package io.maas.app.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.domain.expiry.ExpiryNotice;
import io.maas.protocol.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Consumer;

/// Posts notices to a place that the administrator names. Whatever mails or chats takes them from
/// there.
final class ExpiryWebhook implements Consumer<ExpiryNotice> {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final URI place;

  ExpiryWebhook(URI place) {
    this.place = place;
  }

  @Override
  public void accept(ExpiryNotice notice) {
    ObjectNode said =
        Json.MAPPER
            .createObjectNode()
            .put("type", "api_key.expiring")
            .put("tenant", notice.tenant())
            .put("username", notice.user())
            .put("keyId", notice.keyId())
            .put("keyName", notice.keyName())
            .put("expirationDate", notice.expiresAt().toString())
            .put("withinDays", notice.within().toDays());
    HttpRequest request =
        HttpRequest.newBuilder(place)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(said.toString()))
            .build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status / 100 != 2) {
        throw new IllegalStateException(
            "expiry-webhook: answered with " + status + " (expected: 200 to 299)");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("expiry-webhook: not reached", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
