package io.maas.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.access.Capacity;
import io.maas.control.access.Reach;
import io.maas.control.http.ControlServer.Answer;
import io.maas.control.http.StoredControl.Counted;
import io.maas.domain.access.Role;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whoever asks for what is another's learns no more than of what is not there: for every route
/// with a variable part the answers are the same, and so is what the database is asked on the way.
@Tag("slow")
class OthersIdsTest {

  private static final String A = "team-a";
  private static final String B = "team-b";
  private static final String NOBODYS = "00000000-0000-4000-8000-000000000000";

  /// What there is only one of, whoever asks: the platform's, whose names are no secret.
  private static final Set<String> PLATFORMS = Set.of(":job", ":tenant", "/gateways/");

  private static StoredControl control;
  private static String alice;
  private static String boss;
  private static String root;
  private static final Map<String, String> theirs = new HashMap<>();
  private static final Map<String, String> mates = new HashMap<>();

  @BeforeAll
  static void declare(@TempDir Path folder) throws IOException {
    control = new StoredControl(folder);
    root = control.user(ControlServer.TENANT, "root", Set.of(Role.PLATFORM_ADMIN));
    for (String tenant : List.of(A, B)) {
      assertThat(apply(tenant).status()).isEqualTo(200);
    }
    control.compile();
    alice = control.user(A, "alice", Set.of(), "staff-a");
    boss = control.user(A, "boss", Set.of(Role.TENANT_ADMIN));
    mates.putAll(of(A, "bob", control.user(A, "bob", Set.of(), "staff-a")));
    theirs.putAll(of(B, "bea", control.user(B, "bea", Set.of(), "staff-b")));
  }

  @AfterAll
  static void stop() {
    control.close();
  }

  private static Answer apply(String tenant) {
    return control.server.send(
        control
            .server
            .request(root, "/v1/resources/apply", "Content-Type", "application/yaml")
            .POST(BodyPublishers.ofString(declared(tenant))));
  }

  private static String declared(String tenant) {
    String group = tenant.replace("team", "staff");
    return """
    {apiVersion: maas.opendatahub.io/v1alpha1, kind: AITenant, metadata: {name: T, namespace: ai-tenants}}
    ---
    apiVersion: maas.opendatahub.io/v1alpha1
    kind: MaasTenantConfig
    metadata: {name: default-tenant, namespace: ai-tenant-T}
    ---
    apiVersion: maas.opendatahub.io/v1alpha1
    kind: MaaSModelRef
    metadata: {name: granite-T, namespace: ai-tenant-T}
    spec: {modelRef: {kind: LLMInferenceService, name: x}, endpoints: [{url: "http://T:8000"}]}
    ---
    apiVersion: maas.opendatahub.io/v1alpha1
    kind: MaaSAuthPolicy
    metadata: {name: all, namespace: ai-tenant-T}
    spec: {modelRefs: [{name: granite-T, namespace: ai-tenant-T}], subjects: {groups: [{name: G}]}}
    ---
    apiVersion: maas.opendatahub.io/v1alpha1
    kind: MaaSSubscription
    metadata: {name: gold, namespace: ai-tenant-T}
    spec: {owner: {groups: [{name: G}]}, modelRefs: [{name: granite-T, namespace: ai-tenant-T, tokenRateLimits: [{limit: 9, window: 1m}]}]}
    ---
    apiVersion: maas.opendatahub.io/v1alpha1
    kind: MaaSSubscription
    metadata: {name: silver, namespace: ai-tenant-T}
    spec: {owner: {groups: [{name: none}]}, requests: {enabled: true}, modelRefs: [{name: granite-T, namespace: ai-tenant-T, tokenRateLimits: [{limit: 9, window: 1m}]}]}
    """
        .replace("-T", "-" + tenant)
        .replace(": T", ": " + tenant)
        .replace("//T", "//" + tenant)
        .replace("G}", group + "}");
  }

  /// What somebody has, by what it is called in paths.
  private static Map<String, String> of(String tenant, String name, String token) {
    String at = "!/t/" + tenant + "/maas-api/v1";
    Answer key =
        control.server.post(token, at + "/api-keys", "{'name':'laptop','subscription':'gold'}");
    assertThat(key.status()).as(key.json().toString()).isEqualTo(201);
    Answer wish =
        control.server.post(token, at + "/subscription-requests", "{'subscription':'silver'}");
    assertThat(wish.status()).as(wish.json().toString()).isEqualTo(201);
    return Map.of(
        "api-keys:id",
        key.text("id"),
        "subscription-requests:id",
        wish.text("id"),
        ":user",
        name,
        ":group",
        tenant.replace("team", "staff"),
        ":model",
        "granite-" + tenant,
        ":namespace",
        "ai-tenant-" + tenant,
        ":name",
        "gold");
  }

  /// A question that is asked of what is somebody's, and of what is nobody's.
  ///
  /// @param door where it is asked
  /// @param whose what is somebody's
  record Asked(
      Route route, String who, String token, Capacity as, String door, Map<String, String> whose) {
    @Override
    public String toString() {
      return route.action() + " as " + who;
    }
  }

  static List<Asked> everything() {
    List<Asked> all = new ArrayList<>();
    for (Route route : Routes.of(control.server.ports, control.server.settings)) {
      if (!route.path().replace("/:kind", "").contains("/:")
          || PLATFORMS.stream().anyMatch(route.path()::contains)) {
        continue;
      }
      String door = "!/t/" + A;
      all.add(new Asked(route, "a user", alice, Capacity.CONSUMER, door, theirs));
      all.add(new Asked(route, "a tenant's admin", boss, Capacity.TENANT_ADMIN, door, theirs));
      if (route.path().endsWith("/:id") || route.path().contains("/:id/")) {
        all.add(new Asked(route, "somebody else of it", alice, Capacity.CONSUMER, door, mates));
      }
      if (!route.path().contains("/:namespace")) {
        all.add(new Asked(route, "the platform's", root, Capacity.PLATFORM_ADMIN, "!", theirs));
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("everything")
  void areAsIfTheyWereNot(Asked asked) {
    Map<String, String> nobodys = absent("x");
    control.server.now.updateAndGet(now -> now.plus(Duration.ofMinutes(1)));
    ask(asked, absent("y")); // what is done once for whoever asks is done

    Counted other = ask(asked, asked.whose());
    Counted none = ask(asked, nobodys);

    assertThat(other.answer().status()).isEqualTo(none.answer().status());
    assertThat(unnamed(other.answer(), asked.whose())).isEqualTo(unnamed(none.answer(), nobodys));
    assertThat(headers(other.answer())).isEqualTo(headers(none.answer()));
    assertThat(other.statements()).isEqualTo(none.statements());
    if (may(asked)) {
      assertThat(other.answer().status()).isIn(404, listsNothing(asked) ? 200 : 404);
    } else {
      assertThat(other.answer().status()).isEqualTo(403);
    }
  }

  /// A way that asked the database nothing would be the same for whatever is asked.
  @Test
  void areLookedFor() {
    Asked asked =
        everything().stream()
            .filter(each -> each.route().path().equals("/maas-api/v1/api-keys/:id"))
            .findFirst()
            .orElseThrow();

    assertThat(ask(asked, asked.whose()).statements()).isGreaterThan(1);
  }

  /// Who may write in a namespace is told of it; whether something is there plays no part.
  private static boolean may(Asked asked) {
    boolean elsewhere =
        asked.route().method().equals(HttpMethod.PUT)
            && asked.route().path().contains("/:namespace");
    return asked.route().permission().of(asked.as()) != Reach.NONE && !elsewhere;
  }

  private static boolean listsNothing(Asked asked) {
    return asked.route().path().contains("/:model");
  }

  private static Map<String, String> absent(String name) {
    return Map.of(
        "api-keys:id", NOBODYS,
        "subscription-requests:id", NOBODYS,
        ":user", "no-user-" + name,
        ":group", "no-group-" + name,
        ":model", "no-model-" + name,
        ":namespace", "ai-tenant-" + B,
        ":name", "no-name-" + name);
  }

  private static Counted ask(Asked asked, Map<String, String> names) {
    String path = asked.route().path().replace(":kind", "maassubscriptions");
    for (String kind : List.of("api-keys", "subscription-requests")) {
      path = path.replace(kind + "/:id", kind + "/" + names.get(kind + ":id"));
    }
    for (Map.Entry<String, String> name : names.entrySet()) {
      path = path.replace("/" + name.getKey() + "/", "/" + name.getValue() + "/");
      path = path.replaceFirst("/" + name.getKey() + "$", "/" + name.getValue());
    }
    String method = asked.route().method().name();
    HttpRequest.Builder request =
        control.server.request(
            asked.token(), asked.door() + path, "Content-Type", "application/json");
    return control.ask(
        method.equals("GET") || method.equals("DELETE")
            ? request.method(method, BodyPublishers.noBody())
            : request.method(method, BodyPublishers.ofString(body(asked, names))));
  }

  /// One that could be taken.
  private static String body(Asked asked, Map<String, String> names) {
    String path = asked.route().path();
    if (path.contains("/secrets/")) {
      return "{\"data\":{\"key\":\"value\"}}";
    }
    if (path.contains("/resources/")) {
      return path.endsWith("/status")
          ? "{\"status\":{\"phase\":\"Active\"}}"
          : """
          {"apiVersion":"maas.opendatahub.io/v1alpha1","kind":"MaaSSubscription",
           "metadata":{"name":"%s","namespace":"%s","labels":{"a":"b"}}}
          """
              .formatted(names.get(":name"), names.get(":namespace"));
    }
    if (path.endsWith("/users/:user")) {
      return "{\"groups\":[]}";
    }
    return path.endsWith("/api-keys/:id") ? "{\"name\":\"mine\"}" : "{}";
  }

  /// The body without what was asked for, which it may repeat.
  private static String unnamed(Answer answer, Map<String, String> names) {
    String body = answer.response().body();
    for (String name : names.values()) {
      body = body.replace(name, "X");
    }
    return body;
  }

  private static Map<String, List<String>> headers(Answer answer) {
    Map<String, List<String>> headers = new TreeMap<>(answer.response().headers().map());
    headers.keySet().removeAll(Set.of("x-request-id", "content-length", "date"));
    return headers;
  }
}
