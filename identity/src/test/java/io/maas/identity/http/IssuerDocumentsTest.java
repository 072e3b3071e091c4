package io.maas.identity.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import io.maas.domain.access.Identity;
import io.maas.http.egress.Egress;
import io.maas.identity.oidc.Documents;
import io.maas.identity.oidc.IssuerSettings;
import io.maas.identity.oidc.Issuers;
import io.maas.identity.oidc.ReadToken;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against an issuer that answers over HTTP, and not always as one should.
class IssuerDocumentsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int KIB = 1024;

  private final Map<String, String> served = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Vertx vertx = Vertx.vertx();
  private final Documents documents =
      new IssuerDocuments(vertx, Egress.WITH_LOOPBACK, System::nanoTime);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String path = exchange.getRequestURI().toString();
            asked.add(path);
            String body = served.get(path);
            if (path.startsWith("/moved")) {
              exchange.getResponseHeaders().set("Location", root() + "/fine");
              exchange.sendResponseHeaders(302, -1);
              return;
            }
            byte[] bytes = (body == null ? "" : body).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(body == null ? 404 : 200, 0);
            exchange.getResponseBody().write(bytes);
          } catch (IOException _) {
            // Whoever asked had enough.
          }
        });
    server.start();
    served.put("/fine", "{\"a\":1}");
  }

  @AfterEach
  void stop() throws Exception {
    server.stop(0);
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private String root() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Test
  void readsADocumentWholeWithItsQuery() {
    served.put("/fine?tenant=a%20b", "{}");

    assertThat(get("/fine")).succeedsWithin(PATIENCE).isEqualTo("{\"a\":1}");
    assertThat(get("/fine?tenant=a%20b")).succeedsWithin(PATIENCE).isEqualTo("{}");
  }

  @Test
  void readsNoMoreThanAnyIssuerPublishes() {
    served.put("/long", "x".repeat(512 * KIB));
    served.put("/longer", "x".repeat(512 * KIB + 1));

    assertThat(get("/long")).succeedsWithin(PATIENCE);
    assertThat(get("/longer"))
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .withMessageContaining("an answer above 524288 bytes");
  }

  @Test
  void isSentNowhereElse() {
    assertThat(get("/moved"))
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .withMessageContaining("status 302 (expected: 200)");
    assertThat(asked).containsExactly("/moved");
  }

  @Test
  void takesNothingButAnAnswerForOne() {
    assertThat(get("/nothing"))
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .withMessageContaining("status 404 (expected: 200)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://sso.example.com/realms/a",
        "http://10.0.0.1/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "https:///nowhere"
      })
  void asksNobodyInClearButThisMachine(String uri) {
    assertThat(documents.get(URI.create(uri)).toCompletableFuture())
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .withMessageContaining("in clear (expected: https, or this machine with allow-loopback)");
  }

  @Test
  void asksNotEvenThisMachineWhereThatIsNotAllowed() {
    Documents guarded = new IssuerDocuments(vertx, Egress.GUARDED, System::nanoTime);

    assertThat(guarded.get(URI.create(root() + "/fine")).toCompletableFuture())
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .withMessageContaining("in clear");
    assertThat(asked).isEmpty();
  }

  /// What an issuer says of itself is looked at, wherever it sends us for its keys.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"issuer\":\"%s/other\",\"jwks_uri\":\"%s/keys\"}",
        "{\"issuer\":\"%s\",\"jwks_uri\":\"http://10.0.0.1/keys\"}",
        "{\"issuer\":\"%s\",\"jwks_uri\":\"file:///etc/passwd\"}",
        "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/moved\"}",
        "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/nothing\"}",
        "{\"issuer\":\"%s\"}",
        "[]",
        "{\"issuer\":\"%s\",\"jwks_uri\":7}"
      })
  void cannotTellWhoseATokenIsWhereTheIssuersWordIsNoGood(String discovery) {
    String issuer = root();
    served.put("/.well-known/openid-configuration", discovery.replace("%s", issuer));
    served.put("/keys", keys());
    Issuers issuers =
        new Issuers(
            _ -> List.of(IssuerSettings.of(issuer, "maas", Duration.ofMinutes(5))),
            _ -> documents,
            () -> Instant.EPOCH,
            System::nanoTime,
            Runnable::run);

    assertThat(issuers.identify("t", token(issuer)).orElseThrow().toCompletableFuture())
        .failsWithin(PATIENCE);
    assertThat(asked).doesNotContain("/fine");
  }

  @Test
  void saysWhoseATokenIsNotOnceTheIssuersWordIsGood() {
    String issuer = root();
    served.put(
        "/.well-known/openid-configuration",
        "{\"issuer\":\"%1$s\",\"jwks_uri\":\"%1$s/keys\"}".formatted(issuer));
    served.put("/keys", keys());
    Issuers issuers =
        new Issuers(
            _ -> List.of(IssuerSettings.of(issuer, "maas", Duration.ofMinutes(5))),
            _ -> documents,
            () -> Instant.EPOCH,
            System::nanoTime,
            Runnable::run);

    assertThat(issuers.identify("t", token(issuer)).orElseThrow().toCompletableFuture())
        .succeedsWithin(PATIENCE)
        .isEqualTo(new Identity.Unknown());
  }

  private static String keys() {
    try {
      return new JWKSet(new RSAKeyGenerator(2048).keyID("another").generate()).toString();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ReadToken token(String issuer) {
    String header = encoded("{\"alg\":\"RS256\",\"kid\":\"k\"}");
    String claims =
        encoded("{\"iss\":\"%s\",\"sub\":\"a\",\"azp\":\"maas\",\"exp\":4000}".formatted(issuer));
    return ReadToken.parse(header + "." + claims + "." + encoded("signature")).orElseThrow();
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private CompletableFuture<String> get(String path) {
    return documents.get(URI.create(root() + path)).toCompletableFuture();
  }
}
