package io.maas.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.control.http.ControlServer.Answer;
import io.maas.domain.access.LocalToken;
import io.maas.domain.access.Role;
import io.maas.domain.access.Users.User;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two tenants whose people, models and subscriptions have the same names, and the default one.
class TenantsApartTest {

  private static final String TENANT =
      """
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: AITenant
      metadata: {name: T, namespace: ai-tenants}
      spec: {gateway: {hostnames: [T.example]}}
      ---
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaasTenantConfig
      metadata: {name: default-tenant, namespace: ai-tenant-T}
      spec: {apiKeys: {maxExpirationDays: DAYS}}
      ---
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSModelRef
      metadata: {name: granite, namespace: ai-tenant-T}
      spec: {modelRef: {kind: LLMInferenceService, name: x}, endpoints: [{url: "http://T:8000"}]}
      ---
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSAuthPolicy
      metadata: {name: all, namespace: ai-tenant-T}
      spec:
        modelRefs: [{name: granite, namespace: ai-tenant-T}]
        subjects: {groups: [{name: staff}]}
      ---
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSSubscription
      metadata: {name: gold, namespace: ai-tenant-T}
      spec:
        owner: {groups: [{name: staff}]}
        modelRefs:
          - {name: granite, namespace: ai-tenant-T, tokenRateLimits: [{limit: 9, window: 1m}]}
      """;

  private final ControlServer server = ControlServer.start();
  private final SecureRandom random = new SecureRandom();
  private String adminA = "";
  private String adminB = "";
  private String aliceA = "";
  private String aliceB = "";
  private JsonNode keyA;
  private JsonNode keyB;

  @BeforeEach
  void declareTwins() {
    assertThat(server.apply(declared("team-a", 11)).status()).isEqualTo(200);
    assertThat(server.apply(declared("team-b", 22)).status()).isEqualTo(200);
    adminA = token("team-a", "root", true);
    adminB = token("team-b", "root", true);
    aliceA = token("team-a", "alice", false);
    aliceB = token("team-b", "alice", false);
    keyA = key("team-a", aliceA);
    keyB = key("team-b", aliceB);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static String declared(String tenant, int days) {
    return TENANT
        .replace(" T", " " + tenant)
        .replace("[T", "[" + tenant)
        .replace("-T", "-" + tenant)
        .replace("//T", "//" + tenant)
        .replace("DAYS", Integer.toString(days));
  }

  private String token(String tenant, String name, boolean admin) {
    Set<Role> roles = admin ? Set.of(Role.TENANT_ADMIN) : Set.of();
    server.users.create(new User(tenant, name, roles, List.of("staff"), server.now.get()));
    LocalToken token = LocalToken.generate(random);
    server.users.insertToken(
        tenant, name, token.hash(), server.now.get(), server.now.get().plus(Duration.ofDays(9)));
    return token.reveal();
  }

  private JsonNode key(String tenant, String token) {
    Answer minted =
        server.post(token, at(tenant, "/api-keys"), "{'name':'laptop','subscription':'gold'}");
    assertThat(minted.status()).as(minted.json().toString()).isEqualTo(201);
    return minted.json();
  }

  private static String at(String tenant, String path) {
    return "!/t/" + tenant + "/maas-api/v1" + path;
  }

  private Answer atHost(String host, String token, String path) {
    return server.send(server.request(token, "/v1" + path, "Host", host).GET());
  }

  @Test
  void servesEachTenantByPathAndByHost() {
    for (String tenant : List.of("team-a", "team-b")) {
      String token = tenant.equals("team-a") ? aliceA : aliceB;
      for (Answer models :
          List.of(
              server.get(token, at(tenant, "/models")),
              atHost(tenant + ".example", token, "/models"),
              atHost(tenant.toUpperCase(Locale.ROOT) + ".EXAMPLE", token, "/models"))) {
        assertThat(models.status()).isEqualTo(200);
        assertThat(models.json().at("/data")).hasSize(1);
        assertThat(models.json().at("/data/0/owned_by").asText())
            .isEqualTo("ai-tenant-" + tenant + "/granite");
        assertThat(models.json().at("/data/0/url").asText())
            .isEqualTo("https://" + tenant + ".example");
      }
    }
    assertThat(
            server.get(aliceA, at("team-a", "/api-keys/config")).json().path("max_expiration_days"))
        .hasToString("11");
    assertThat(
            server.get(aliceB, at("team-b", "/api-keys/config")).json().path("max_expiration_days"))
        .hasToString("22");
  }

  @Test
  void keepsAQueryBehindATenantsPath() {
    assertThat(
            server
                .get(adminA, at("team-a", "/resources/maasmodelrefs?namespace=nowhere"))
                .json()
                .path("data"))
        .isEmpty();
  }

  /// Whoever comes to the wrong door is a stranger there, to the letter.
  @Test
  void knowsNobodyOfAnotherTenantAtAnyDoor() {
    Set<String> routes = new HashSet<>();
    for (Route route : Routes.of(server.ports, server.settings)) {
      if (route.permission().open() || !route.path().startsWith("/maas-api")) {
        continue;
      }
      String path = route.path().replace(":kind", "maassubscriptions").replace(":", "");
      for (String tenant : List.of("team-b", "models-as-a-service", "nobody")) {
        String door = "!/t/" + tenant + path;
        Answer stranger = ask(route, "garbage", door);
        for (String credential : List.of(adminA, aliceA, keyA.path("key").asText())) {
          Answer answer = ask(route, credential, door);

          assertThat(answer.status()).as(door).isEqualTo(401);
          assertThat(answer.json()).isEqualTo(stranger.json());
          assertThat(names(answer)).isEqualTo(names(stranger));
        }
      }
      routes.add(route.path());
    }
    assertThat(routes).hasSizeGreaterThan(30);
  }

  private Answer ask(Route route, String credential, String path) {
    return server.send(
        server
            .request(credential, path)
            .method(route.method().name(), BodyPublishers.ofString("{}")));
  }

  private static Set<String> names(Answer answer) {
    return answer.response().headers().map().keySet();
  }

  /// The group that administers the installation is the platform's own of that name.
  @Test
  void makesNobodyAPlatformAdminByAGroupOfAnotherTenant() {
    token("team-a", "mallory", false);
    server.users.createGroup("team-a", ControlServer.PLATFORM_GROUP);
    server.users.addToGroup("team-a", ControlServer.PLATFORM_GROUP, "mallory");
    LocalToken token = LocalToken.generate(random);
    Instant now = server.now.get();
    server.users.insertToken("team-a", "mallory", token.hash(), now, now.plusSeconds(60));

    Answer self = server.get(token.reveal(), at("team-a", "/whoami"));

    assertThat(self.json().path("groups").toString()).contains(ControlServer.PLATFORM_GROUP);
    assertThat(self.json().path("roles")).hasToString("[\"consumer\"]");
    assertThat(server.get(token.reveal(), at("team-a", "/jobs")).status()).isEqualTo(403);
  }

  @Test
  void tellsNobodyWhatAnotherTenantDid() {
    server.post(adminA, at("team-a", "/groups"), "{'name':'only-a'}");

    Answer listed = server.get(adminB, at("team-b", "/audit?kind=groups"));
    String export = server.getText(adminB, at("team-b", "/audit/export")).response().body();
    Answer verified = server.get(adminB, at("team-b", "/audit/verify"));

    assertThat(server.get(adminA, at("team-a", "/audit?kind=groups")).json().path("data"))
        .hasSize(1);
    assertThat(server.getText(adminA, at("team-a", "/audit/export")).response().body())
        .contains("only-a");
    assertThat(listed.json().path("data")).isEmpty();
    assertThat(export).contains("createApiKey").doesNotContain("only-a");
    assertThat(verified.json().at("/chains/0/chain").asText()).isEqualTo("team-b");
  }

  @Test
  void showsNobodyTheKeysOfAnother() {
    for (String id : List.of(keyA.path("id").asText(), "00000000-0000-4000-8000-000000000000")) {
      for (Answer answer :
          List.of(
              server.get(adminB, at("team-b", "/api-keys/" + id)),
              server.delete(adminB, at("team-b", "/api-keys/" + id)),
              server.get(server.admin, "/v1/api-keys/" + id))) {
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.error()).isEqualTo("API key not found");
      }
    }
    Answer search = server.post(adminB, at("team-b", "/api-keys/search"), "{}");
    assertThat(search.json().path("data")).hasSize(1);
    assertThat(search.json().at("/data/0/id")).isEqualTo(keyB.path("id"));
    assertThat(search.json().at("/data/0/tenant").asText()).isEqualTo("team-b");
    assertThat(
            server
                .post(adminB, at("team-b", "/api-keys/bulk-revoke"), "{'username':'alice'}")
                .json()
                .path("revokedCount")
                .asInt())
        .isEqualTo(1);
    assertThat(
            server
                .get(aliceA, at("team-a", "/api-keys/" + keyA.path("id").asText()))
                .text("status"))
        .isEqualTo("active");
  }

  @Test
  void showsATenantsAdministratorWhatIsTheTenants() {
    for (String kind :
        List.of("maassubscriptions", "maasauthpolicies", "maasmodelrefs", "maastenantconfigs")) {
      assertThat(namespaces(server.get(adminA, at("team-a", "/resources/" + kind))))
          .containsExactly("ai-tenant-team-a");
    }
    Answer tenants = server.get(adminA, at("team-a", "/resources/aitenants"));
    assertThat(tenants.json().at("/data")).hasSize(1);
    assertThat(tenants.json().at("/data/0/metadata/name").asText()).isEqualTo("team-a");
    assertThat(namespaces(server.get(server.admin, "/v1/resources/maassubscriptions")))
        .containsExactly("ai-tenant-team-a", "ai-tenant-team-b");
  }

  private static Stream<String> namespaces(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    List<String> namespaces = new ArrayList<>();
    answer
        .json()
        .path("data")
        .forEach(each -> namespaces.add(each.at("/metadata/namespace").asText()));
    return namespaces.stream();
  }

  @Test
  void letsATenantsAdministratorWriteOnlyThere() {
    String policy = "/resources/maasauthpolicies/ai-tenant-team-b/all";
    String missing = "/resources/maasauthpolicies/ai-tenant-team-b/none";
    assertThat(server.get(adminA, at("team-a", policy)).error())
        .isEqualTo("MaaSAuthPolicy ai-tenant-team-b/all not found");
    assertThat(server.get(adminA, at("team-a", missing)).status()).isEqualTo(404);
    assertThat(server.delete(adminA, at("team-a", policy)).status()).isEqualTo(404);
    assertThat(server.delete(adminA, at("team-a", missing)).status()).isEqualTo(404);
    for (String document : List.of(declared("team-b", 1), declared("team-a", 1))) {
      Answer applied =
          server.send(
              server
                  .request(
                      adminA, at("team-a", "/resources/apply"), "Content-Type", "application/yaml")
                  .POST(BodyPublishers.ofString(document)));
      assertThat(applied.status()).isEqualTo(403);
      assertThat(applied.error())
          .contains("not the tenant's to write")
          .contains("ai-tenant-team-a");
    }
    assertThat(
            server
                .delete(adminA, at("team-a", "/resources/maasauthpolicies/ai-tenant-team-a/all"))
                .status())
        .isEqualTo(200);
    assertThat(server.get(aliceB, at("team-b", "/models")).json().path("data")).hasSize(1);
  }

  @Test
  void keepsATenantsAdministratorFromThePlatform() {
    assertThat(server.get(adminA, at("team-a", "/gateways")).status()).isEqualTo(403);
    assertThat(server.get(adminA, at("team-a", "/ledger/verify")).status()).isEqualTo(403);
    assertThat(server.get(adminA, at("team-a", "/jobs")).status()).isEqualTo(403);
    assertThat(
            server.post(adminA, at("team-a", "/tenants/team-b/admins"), "{'name':'eve'}").status())
        .isEqualTo(403);
  }

  /// A group has members of its own in each tenant, and the platform's is the default tenant's.
  @Test
  void makesNobodyOfAnotherTenantAPlatformAdmin() {
    Set<Role> all = Set.of(Role.PLATFORM_ADMIN);
    List<String> groups = List.of(ControlServer.PLATFORM_GROUP);
    server.users.create(new User("team-a", "eve", all, groups, server.now.get()));
    LocalToken token = LocalToken.generate(random);
    server.users.insertToken(
        "team-a", "eve", token.hash(), server.now.get(), server.now.get().plus(Duration.ofDays(9)));

    Answer users = server.get(token.reveal(), at("team-a", "/users"));
    Answer gateways = server.get(token.reveal(), at("team-a", "/gateways"));

    assertThat(users.status()).isEqualTo(200);
    assertThat(gateways.status()).isEqualTo(403);
    assertThat(server.get(token.reveal(), at("team-a", "/resources/aitenants")).json().path("data"))
        .hasSize(1);
  }

  @Test
  void showsNobodyTheSecretsOfAnother() {
    for (String namespace : List.of("ai-tenant-team-a", "ai-tenant-team-b", "llm")) {
      assertThat(
              server
                  .put(
                      server.admin,
                      "/v1/secrets/" + namespace + "/openai",
                      "{'data':{'api-key':'x'}}")
                  .status())
          .isBetween(200, 204);
    }
    Answer secrets = server.get(adminA, at("team-a", "/secrets"));
    assertThat(secrets.json().path("data")).hasSize(1);
    assertThat(secrets.json().at("/data/0/namespace").asText()).isEqualTo("ai-tenant-team-a");
    assertThat(server.delete(adminA, at("team-a", "/secrets/ai-tenant-team-b/openai")).status())
        .isEqualTo(403);
    assertThat(server.secrets.list()).hasSize(3);
  }

  @Test
  void letsThePlatformMakeTheFirstAdministratorOfATenant() {
    Answer made = server.post(server.admin, "/v1/tenants/team-a/admins", "{'name':'ann'}");

    assertThat(made.status()).isEqualTo(201);
    Answer who = server.get(made.text("token"), at("team-a", "/whoami"));
    assertThat(who.status()).isEqualTo(200);
    assertThat(server.get(made.text("token"), at("team-a", "/users")).status()).isEqualTo(200);
    assertThat(server.get(made.text("token"), "/v1/whoami").status()).isEqualTo(401);
    assertThat(server.post(server.admin, "/v1/tenants/team-a/admins", "{'name':'ann'}").status())
        .isEqualTo(409);
    assertThat(server.post(server.admin, "/v1/tenants/none/admins", "{'name':'ann'}").status())
        .isEqualTo(404);
  }
}
