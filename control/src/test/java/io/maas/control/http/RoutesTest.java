package io.maas.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.access.Capacity;
import io.maas.control.access.Reach;
import io.maas.control.http.ControlServer.Answer;
import io.vertx.core.http.HttpMethod;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Walks over the route table: what holds of every route, and who may call it.
class RoutesTest {

  private static ControlServer control;
  private static String alice;
  private static String key;

  @BeforeAll
  static void start() {
    control = ControlServer.start();
    control.apply(Declarations.basics());
    alice = control.user("alice", "gold");
    key = control.key(alice, "gold");
  }

  @AfterAll
  static void stop() {
    control.close();
  }

  static List<Route> all() {
    return Routes.of(control.ports, control.settings);
  }

  static Stream<Route> closed() {
    return all().stream().filter(route -> !route.permission().open());
  }

  static Stream<Route> administrators() {
    return all().stream().filter(route -> route.permission().administers());
  }

  static Stream<Route> keyless() {
    return all().stream().filter(route -> route.permission().of(Capacity.KEY) == Reach.NONE);
  }

  static Stream<Route> open() {
    return closed().filter(route -> route.permission().of(Capacity.KEY) != Reach.NONE);
  }

  @ParameterizedTest
  @MethodSource("closed")
  void refusesWhoeverShowsNothing(Route route) {
    assertThat(call(route, "").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @MethodSource("administrators")
  void refusesUsersWhereAdministratorsRule(Route route) {
    Answer answer = call(route, alice);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.error()).isEqualTo("admin privileges required");
  }

  @ParameterizedTest
  @MethodSource("keyless")
  void refusesKeysWhereCredentialsAreManaged(Route route) {
    assertThat(call(route, key).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @MethodSource("open")
  void letsKeysInWhereNothingIsManaged(Route route) {
    boolean asksBack = route.path().endsWith("/explain") || route.path().endsWith("/lookup");
    assertThat(call(route, key).status()).isEqualTo(asksBack ? 400 : 200);
  }

  @ParameterizedTest
  @MethodSource("all")
  void neverFailsForAnAdministrator(Route route) {
    Answer answer = call(route, control.admin);

    assertThat(answer.status()).isLessThan(500);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("X-Request-ID")).isNotEmpty();
  }

  @Test
  void letsWhomeverComesLookInAndSignIn() {
    assertThat(all())
        .filteredOn(route -> route.permission().open())
        .extracting(Route::path)
        .containsExactlyInAnyOrder(
            "/maas-api/health",
            "/maas-api/openapi.json",
            "/maas-api/v1/login",
            "/maas-api/auth/login",
            "/maas-api/auth/callback",
            "/maas-api/auth/login",
            "/maas-api/v1/auth/config",
            "/maas-api/v1/auth/device",
            "/maas-api/v1/auth/token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!/maas-api/internal/v1/api-keys/validate",
        "!/maas-api/v1/tenants",
        "!/maas-api/",
        "!/maas-api/v1/API-KEYS/config",
        "!/maas-api/v1/nothing",
      })
  void knowsNoOtherPath(String path) {
    Answer answer = control.get(control.admin, path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.error()).isEqualTo("not found");
  }

  @Test
  void knowsNoOtherMethod() {
    Answer answer = control.put(control.admin, "/v1/whoami", "{}");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.error()).isEqualTo("method not allowed");
  }

  @Test
  void answersOptionsWithNothing() {
    Answer answer =
        control.send(
            control
                .request("", "/v1/api-keys")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));

    assertThat(answer.status()).isEqualTo(204);
  }

  @Test
  void servesItsPrefixAndTheReferencesAliases() {
    assertThat(List.of("/maas-api", "/maas-api/health", "/v1/api-keys", "/v1/api-keys/x"))
        .allMatch(control.api::serves);
    assertThat(List.of("/v1/models", "/v1/chat/completions", "/maas-apix", "/v1/api-keysx", "/"))
        .noneMatch(control.api::serves);
    assertThat(control.get(alice, "!/v1/api-keys/config").status()).isEqualTo(200);
    assertThat(control.get(alice, "!/v1/subscriptions").status()).isEqualTo(200);
  }

  private static Answer call(Route route, String token) {
    return call(control, route, token);
  }

  /// A request that could be meant; what it is about is not there.
  static Answer call(ControlServer control, Route route, String token) {
    String path =
        "!"
            + route
                .path()
                .replace(":kind", "maassubscriptions")
                .replace(":namespace", ControlServer.TENANT)
                .replaceAll(":[a-z]+", "x");
    HttpRequest.Builder request = control.request(token, path);
    HttpRequest.BodyPublisher body =
        route.method().equals(HttpMethod.GET)
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString("{}");
    return control.send(request.method(route.method().name(), body));
  }
}
