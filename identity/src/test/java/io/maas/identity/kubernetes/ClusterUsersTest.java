package io.maas.identity.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpServer;
import io.maas.domain.access.Credential;
import io.maas.domain.access.Identity;
import io.maas.domain.access.Principal;
import io.maas.domain.access.Role;
import io.maas.identity.kubernetes.http.ReviewServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against an API server that answers as a cluster's does, over HTTP.
class ClusterUsersTest {

  private static final String TENANT = "models-as-a-service";

  @TempDir Path folder;

  private final AtomicLong ticker = new AtomicLong();
  private final List<Map<String, Object>> asked = new CopyOnWriteArrayList<>();
  private final List<String> bearers = new CopyOnWriteArrayList<>();
  private volatile boolean admin;
  private volatile int status = 201;
  private volatile List<String> confirmed = List.of("maas");
  private HttpServer cluster;
  private ReviewServer server;
  private ClusterUsers users;

  @BeforeEach
  void start() throws IOException {
    cluster = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    cluster.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            bearers.add(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] answer = answer(body).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
          }
        });
    cluster.start();
    Path token = Files.writeString(folder.resolve("token"), "ours\n");
    server =
        new ReviewServer(
            URI.create("http://127.0.0.1:" + cluster.getAddress().getPort()), token, null);
    users = new ClusterUsers(server, List.of("maas"), ticker::get);
  }

  @AfterEach
  void stop() {
    server.close();
    cluster.stop(0);
  }

  private String answer(String body) {
    Map<String, Object> review;
    try {
      review = JSONObjectUtils.parse(body);
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
    asked.add(review);
    if ("SubjectAccessReview".equals(review.get("kind"))) {
      return "{\"status\":{\"allowed\":" + admin + "}}";
    }
    boolean good = body.contains("\"token\":\"good\"");
    return JSONObjectUtils.toJSONString(
        Map.of(
            "status",
            good
                ? Map.of(
                    "authenticated",
                    true,
                    "audiences",
                    confirmed,
                    "user",
                    Map.of(
                        "username",
                        "system:serviceaccount:a:b",
                        "groups",
                        List.of("system:serviceaccounts")))
                : Map.of("authenticated", false, "error", "no such token")));
  }

  @Test
  void knowsWhomTheClusterKnows() {
    assertThat(identify("good"))
        .isEqualTo(
            new Identity.Known(
                new Principal(
                    TENANT,
                    "system:serviceaccount:a:b",
                    List.of("system:serviceaccounts", "system:authenticated"),
                    Set.of(),
                    null)));
    assertThat(bearers).containsOnly("Bearer ours");
    assertThat(asked.getFirst().get("spec"))
        .isEqualTo(Map.of("token", "good", "audiences", List.of("maas")));
  }

  @Test
  void knowsNobodyElse() {
    assertThat(identify("bad")).isEqualTo(new Identity.Unknown());
    assertThat(asked).hasSize(1);
    assertThat(identify("x".repeat(20_000))).isEqualTo(new Identity.Unknown());
    assertThat(asked).hasSize(1);
  }

  @Test
  void refusesATokenForAnotherAudience() {
    confirmed = List.of("https://kubernetes.default.svc");

    assertThat(identify("good")).isEqualTo(new Identity.Unknown());
  }

  @Test
  void letsThoseAdministerWhoMayCreatePoliciesThere() {
    admin = true;

    Identity found = identify("good");

    assertThat(((Identity.Known) found).principal().roles()).containsExactly(Role.TENANT_ADMIN);
    assertThat(asked.getLast().get("spec"))
        .isEqualTo(
            Map.of(
                "user", "system:serviceaccount:a:b",
                "groups", List.of("system:serviceaccounts", "system:authenticated"),
                "resourceAttributes",
                    Map.of(
                        "group", "maas.opendatahub.io",
                        "resource", "maasauthpolicies",
                        "verb", "create",
                        "namespace", TENANT)));
  }

  @Test
  void remembersWhoAdministersForHalfAMinuteAndWhoDoesNotForTwoSeconds() {
    identify("good");
    identify("good");
    assertThat(accessReviews()).isEqualTo(1);
    ticker.addAndGet(Duration.ofSeconds(3).toNanos());
    admin = true;
    identify("good");
    assertThat(accessReviews()).isEqualTo(2);
    ticker.addAndGet(Duration.ofSeconds(29).toNanos());
    identify("good");
    assertThat(accessReviews()).isEqualTo(2);
    ticker.addAndGet(Duration.ofSeconds(2).toNanos());
    identify("good");
    assertThat(accessReviews()).isEqualTo(3);
  }

  @Test
  void cannotTellWhereTheClusterDoesNotAnswer() {
    status = 403;

    assertThat(users.ofToken(TENANT, new Credential.Token("good")).toCompletableFuture())
        .failsWithin(Duration.ofSeconds(10));
  }

  private long accessReviews() {
    return asked.stream()
        .filter(review -> "SubjectAccessReview".equals(review.get("kind")))
        .count();
  }

  private Identity identify(String token) {
    return users.ofToken(TENANT, new Credential.Token(token)).toCompletableFuture().join();
  }
}
