package io.maas.systemtests.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.maas.systemtests.server.Administrator;
import io.maas.systemtests.server.Answer;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.Chat;
import io.maas.systemtests.server.MaasProcess;
import io.maas.systemtests.server.SimProcess;
import io.maas.systemtests.server.Tenancy;
import io.maas.testkit.outage.Eventually;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Tokens of a real Keycloak, on the gateway and on the API.
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeycloakTest {

  private static final String WHOAMI = Administrator.API + "/whoami";
  private static final String RED =
      """
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSModelRef
      metadata: {name: red, namespace: llm}
      spec:
        modelRef: {kind: LLMInferenceService, name: red}
        servedModelName: facebook/opt-125m
        endpoints: [{url: "URL"}]
      ---
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSAuthPolicy
      metadata: {name: red, namespace: models-as-a-service}
      spec:
        modelRefs: [{name: red, namespace: llm}]
        subjects: {groups: [{name: /team/red}]}
      ---
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSSubscription
      metadata: {name: red, namespace: models-as-a-service}
      spec:
        owner: {groups: [{name: /team/red}]}
        modelRefs:
          - name: red
            namespace: llm
            tokenRateLimits: [{limit: 1000000000, window: 1m}]
      """;

  private static final String ON_GROUP_CHANGE =
      """
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaasTenantConfig
      metadata: {name: default-tenant, namespace: models-as-a-service}
      spec: {apiKeys: {onGroupChange: %s}}
      """;

  @TempDir static Path folder;

  private static Keycloak keycloak;
  private static SimProcess simulator;
  private static MaasProcess maas;

  @BeforeAll
  static void start() {
    keycloak = Keycloak.start(folder);
    simulator = SimProcess.start(folder);
    String oidc =
        """
        [{"issuer":"%s","clientId":"maas","clients":["batch","brief"],"skew":"0s"},
         {"issuer":"%s","clientId":"maas","usernamePrefix":"second:","groupsPrefix":"second:"}]
        """
            .formatted(keycloak.issuer("maas"), keycloak.issuer("second"));
    maas =
        MaasProcess.start(
            folder.resolve("data"), Map.of("MAAS_OIDC", oidc), "--simulator-url", simulator.url());
    Administrator.of(maas).apply(RED.replace("URL", simulator.url())).expect(200);
    Tenancy.awaitSubscription(as(keycloak.access("maas", "maas", "alice")), "red");
  }

  @AfterAll
  static void stop() {
    String said = maas.said();
    maas.close();
    simulator.close();
    keycloak.close();
    assertThat(said).doesNotContain("wonderland", "eyJ");
  }

  @Test
  @Order(1)
  void knowsSomebodyByTheTokenAndWhatTheirGroupsMayUse() {
    Caller alice = as(keycloak.access("maas", "maas", "alice"));

    JsonNode self = alice.get(WHOAMI).expect(200).json();

    assertThat(self.path("user").asText()).isEqualTo("alice");
    assertThat(self.path("groups"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder("/staff", "/team/red", "system:authenticated");
    chat(alice).expect(200);
    chat(as(keycloak.access("maas", "maas", "bob"))).expect(403);
  }

  @Test
  @Order(2)
  void makesAKeyThatCarriesGroupsWithSlashes() {
    Caller alice = as(keycloak.access("maas", "maas", "alice"));

    Caller key = Administrator.key(alice, "laptop", "red").caller();

    chat(key).expect(200);
  }

  @Test
  @Order(3)
  void refusesTokensThatAreNotForUs() {
    JsonNode alice = keycloak.login("maas", "maas", "alice");
    String good = alice.path("access_token").asText();
    String[] parts = good.split("\\.", -1);
    String none =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));

    assertRefused(keycloak.access("maas", "other", "alice")); // azp of another client
    assertRefused(keycloak.access("stranger", "maas", "alice")); // issuer that is not believed
    assertRefused(keycloak.access("maas", "maas", "mallory")); // unsafe name of a group
    assertRefused(alice.path("refresh_token").asText()); // HS512, and no token to show
    assertRefused(good.substring(0, good.length() - 8) + "AAAAAAAA");
    assertRefused(none + "." + parts[1] + ".");
    assertRefused("Bearer");
    as(good).send(as(good).request(WHOAMI).GET().header("X-MaaS-Username", "root")).expect(403);
    as(good).get(WHOAMI).expect(200);
  }

  @Test
  @Order(4)
  void refusesATokenThatHasEnded() {
    String brief = keycloak.access("maas", "brief", "alice");

    Eventually.holds(
        "the token of two seconds has ended",
        Duration.ofSeconds(30),
        () -> as(brief).get(WHOAMI).status() == 401 && chat(as(brief)).status() == 401);
  }

  @Test
  @Order(5)
  void keepsUsersOfSeveralIssuersApart() {
    JsonNode self = as(keycloak.access("second", "maas", "alice")).get(WHOAMI).expect(200).json();

    assertThat(self.path("user").asText()).isEqualTo("second:alice");
  }

  @Test
  @Order(6)
  void knowsServicesThatSignInWithCredentialsOfTheirOwn() {
    String token =
        keycloak
            .token(
                "maas",
                Map.of(
                    "grant_type", "client_credentials",
                    "client_id", "batch",
                    "client_secret", "batch-secret"))
            .path("access_token")
            .asText();

    assertThat(as(token).get(WHOAMI).expect(200).json().path("user").asText())
        .isEqualTo("service-account-batch");
  }

  @Test
  @Order(7)
  void signsATerminalInThatABrowserApproves() {
    Caller anybody = Caller.at(maas.url());
    var wish = JsonNodeFactory.instance.objectNode().put("issuer", keycloak.issuer("maas"));
    JsonNode waiting = anybody.post(Administrator.API + "/auth/device", wish).expect(200).json();
    wish.put("deviceCode", waiting.path("deviceCode").asText());
    Answer early = anybody.post(Administrator.API + "/auth/token", wish).expect(400);

    approve(waiting.path("verificationUriComplete").asText());

    assertThat(early.json().path("code").asText()).isEqualTo("authorization_pending");
    Answer[] last = {early};
    Eventually.holds(
        "the tokens are given",
        Duration.ofSeconds(60),
        () -> {
          last[0] = anybody.post(Administrator.API + "/auth/token", wish);
          return last[0].status() == 200;
        });
    JsonNode tokens = last[0].json();
    Caller alice = as(tokens.path("accessToken").asText());
    assertThat(alice.get(WHOAMI).expect(200).json().path("user").asText()).isEqualTo("alice");
    wish.remove("deviceCode");
    wish.put("refreshToken", tokens.path("refreshToken").asText());
    JsonNode next = anybody.post(Administrator.API + "/auth/token", wish).expect(200).json();
    as(next.path("accessToken").asText()).get(WHOAMI).expect(200);
  }

  private static void approve(String url) {
    Browser browser = new Browser();
    Browser.Page page = browser.open(url);
    page = browser.submit(page, Map.of("username", "alice", "password", "wonderland"));
    if (page.hasForm()) {
      page = browser.submit(page, Map.of("accept", "Yes"));
    }
    assertThat(page.answer().status()).isEqualTo(200);
  }

  @Test
  @Order(7)
  void signsABrowserInByKeycloaksFormAndOutEverywhere() {
    Browser browser = new Browser();
    String session = maas.url() + "/maas-api/auth/session";
    Browser.Page form =
        browser.open(
            maas.url()
                + "/maas-api/auth/login?return=/maas-api/auth/session&issuer="
                + URLEncoder.encode(keycloak.issuer("maas"), StandardCharsets.UTF_8));
    Browser.Page page = browser.submit(form, Map.of("username", "alice", "password", "wonderland"));
    JsonNode self = page.answer().expect(200).json();

    assertThat(page.at()).hasToString(session);
    assertThat(self.path("user").asText()).isEqualTo("alice");
    assertThat(browser.cookies(page.at().getPort())).containsKey("maas-session");

    URI logout = URI.create(maas.url() + "/maas-api/auth/logout");
    HttpRequest.Builder wish = HttpRequest.newBuilder().POST(BodyPublishers.ofString("{}"));
    String guard = self.path("csrfToken").asText();
    HttpResponse<String> out = browser.send(logout, wish.header("X-CSRF-Token", guard));

    assertThat(out.statusCode()).isEqualTo(200);
    assertThat(Answer.tree(out.body()).path("redirect").asText())
        .startsWith(keycloak.issuer("maas") + "/protocol/openid-connect/logout?");
    assertThat(browser.open(session).answer().status()).isEqualTo(401);
  }

  /// The first that is heard of it is a token that is shown to a model.
  @Test
  @Order(7)
  void revokesAKeyOnceALoginSaysThatItsOwnerHasLeftTheGroup() {
    Administrator admin = Administrator.of(maas);
    admin.apply(ON_GROUP_CHANGE.formatted("revoke")).expect(200);
    String before = keycloak.access("maas", "maas", "alice");
    Caller key = Administrator.key(as(before), "leaver", "red").caller();
    chat(key).expect(200);

    keycloak.member("maas", "alice", "/team/red", false);

    Eventually.holds(
        "the key is revoked",
        Duration.ofSeconds(60),
        () -> {
          chat(as(keycloak.access("maas", "maas", "alice"))).expect(403);
          return chat(key).status() == 401;
        });
    as(before).get(WHOAMI).expect(200); // what it says is older, and undoes nothing
    chat(key).expect(401);
    keycloak.member("maas", "alice", "/team/red", true);
    admin.apply(ON_GROUP_CHANGE.formatted("keep")).expect(200);
  }

  @Test
  @Order(8)
  void takesUpAKeyThatTheIssuerSignsWithFromNowOn() {
    String before = keycloak.access("maas", "maas", "alice");
    as(before).get(WHOAMI).expect(200);

    keycloak.rotate("maas", 1000);
    String after = keycloak.access("maas", "maas", "alice");

    assertThat(kid(after)).isNotEqualTo(kid(before));
    as(after).get(WHOAMI).expect(200);
    as(before).get(WHOAMI).expect(200);
  }

  /// The last one: afterwards there is no Keycloak.
  @Test
  @Order(9)
  void goesOnWithWhatItKnowsWhileTheIssuerIsAwayAndCannotTellOfTheRest() {
    String known = keycloak.access("maas", "maas", "alice");
    keycloak.rotate("maas", 2000);
    String unknown = keycloak.access("maas", "maas", "alice");

    keycloak.close();

    as(known).get(WHOAMI).expect(200);
    chat(as(known)).expect(200);
    as(unknown).get(WHOAMI).expect(503);
    chat(as(unknown)).expect(503);
  }

  private static String kid(String token) {
    byte[] header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
    return Answer.tree(new String(header, StandardCharsets.UTF_8)).path("kid").asText();
  }

  private static Caller as(String token) {
    return Caller.at(maas.url()).as(token);
  }

  private static void assertRefused(String token) {
    as(token).get(WHOAMI).expect(401);
    chat(as(token)).expect(401);
  }

  private static Answer chat(Caller caller) {
    return caller.post(Chat.PATH, Chat.of("llm/red", "Hello", 5));
  }
}
