package io.maas.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.maas.domain.expiry.ExpiryNotice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExpiryWebhookTest {

  private static final ExpiryNotice NOTICE =
      new ExpiryNotice(
          "acme",
          "alice",
          "id-1",
          "my \"laptop\"",
          Instant.parse("2026-03-04T12:00:00Z"),
          Duration.ofDays(7),
          Instant.parse("2026-03-01T12:00:00Z"));

  private final List<String> posted = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private volatile int status = 204;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          posted.add(
              exchange.getRequestMethod()
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private ExpiryWebhook webhook() {
    return new ExpiryWebhook(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook?token=t"));
  }

  @Test
  void postsWhichKeyEndsAndWhen() {
    webhook().accept(NOTICE);

    assertThat(posted)
        .containsExactly(
            "POST {\"type\":\"api_key.expiring\",\"tenant\":\"acme\",\"username\":\"alice\","
                + "\"keyId\":\"id-1\",\"keyName\":\"my \\\"laptop\\\"\","
                + "\"expirationDate\":\"2026-03-04T12:00:00Z\",\"withinDays\":7}");
  }

  @Test
  void hasToldNobodyWhereItIsRefused() {
    status = 500;

    assertThatThrownBy(() -> webhook().accept(NOTICE))
        .hasMessage("expiry-webhook: answered with 500 (expected: 200 to 299)");
  }

  @Test
  void hasToldNobodyWhereNobodyIs() {
    ExpiryWebhook webhook = webhook();
    server.stop(0);

    assertThatThrownBy(() -> webhook.accept(NOTICE)).hasMessage("expiry-webhook: not reached");
  }
}
