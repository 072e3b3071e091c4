package io.maas.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.http.ControlServer.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is sent is taken for what it says, or refused; no store is asked what it cannot tell.
class HostileInputTest {

  private static ControlServer control;
  private static String alice;

  @BeforeAll
  static void start() {
    control = ControlServer.start();
    control.apply(Declarations.basics());
    alice = control.user("alice", "gold");
    control.post(
        alice, "/v1/api-keys", "{'name':'100% mine_really \\\\o/','description':'a\\\\b'}");
    control.post(alice, "/v1/api-keys", "{'name':'plain','description':'nothing'}");
  }

  @AfterAll
  static void stop() {
    control.close();
  }

  /// None of them is a pattern: each is found where it stands, and nowhere else.
  @ParameterizedTest
  @ValueSource(strings = {"%", "_", "\\\\", "100%", "e_r", "\\\\o/"})
  void looksForSignsOfPatternsAsTheyAre(String text) {
    assertThat(found("{'filters':{'nameContains':'" + text + "'}}")).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"'; drop table api_keys; --", "100%%", "__", "%mine", ".*", "m*"})
  void findsNothingByWhatStandsNowhere(String text) {
    Answer answer =
        control.send(
            control
                .request(alice, "/v1/api-keys/search")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"filters\":{\"nameContains\":\"" + text + "\"}}")));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("data").isArray()).isTrue();
    assertThat(answer.json().path("data")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'filters':{'nameContains':'a\\u0000b'}}",
        "{'filters':{'nameContains':'\\ud800'}}",
        "{'filters':{'nameContains':'\\udc00\\ud800'}}",
        "{'filters':{'labelsContain':{'a\\u0000':'b'}}}",
        "{'filters':{'subscription':'\\u0000'}}",
        "{'filters':{'username':'\\u0000'}}",
        "{'filters':{'createdAfter':'+999999999-01-01T00:00:00Z'}}",
        "{'filters':{'createdBefore':'-999999999-01-01T00:00:00Z'}}",
        "{'filters':{'createdAfter':'10000-01-01T00:00:00Z'}}",
        "{'filters':{'createdAfter':5}}",
        "{'filters':{'status':['gone']}}",
        "{'filters':[]}",
        "{'pagination':{'limit':-1}}",
        "{'pagination':{'limit':0}}",
        "{'pagination':{'limit':1e400}}",
        "{'pagination':{'limit':99999999999999999999}}",
        "{'pagination':{'limit':1,'offset':-1}}",
        "{'pagination':{'limit':1,'offset':2147483648}}",
        "{'pagination':{'limit':1.5}}",
        "{'sort':{'by':'key_hash'}}",
        "{'sort':{'order':'asc; drop table api_keys'}}",
      })
  void refusesFiltersThatCannotBeMeant(String search) {
    assertThat(control.post(alice, "/v1/api-keys/search", search).status()).isEqualTo(400);
  }

  /// JSON knows one kind of number.
  @ParameterizedTest
  @ValueSource(strings = {"2", "2.0", "2e0", "0.2e1"})
  void takesWholeNumbersHoweverTheyAreWritten(String two) {
    assertThat(found("{'pagination':{'limit':" + two + "}}")).isEqualTo(2);
  }

  @Test
  void takesFarPagesAndLongTexts() {
    assertThat(found("{'pagination':{'limit':100,'offset':2147483647}}")).isZero();
    assertThat(found("{'filters':{'nameContains':'" + "x".repeat(50_000) + "'}}")).isZero();
  }

  @Test
  void refusesWhatIsNestedTooDeep() {
    String deep = "{'filters':".repeat(5_000) + "{}" + "}".repeat(5_000);

    assertThat(control.post(alice, "/v1/api-keys/search", deep).status()).isEqualTo(400);
    assertThat(control.post(control.admin, "/v1/resources/apply", "[".repeat(9_000)).status())
        .isEqualTo(400);
  }

  @Test
  void asksForManyLabelsAtOnce() {
    String labels =
        IntStream.range(0, 2_000)
            .mapToObj(i -> "'k" + i + "':'v'")
            .collect(Collectors.joining(","));

    assertThat(found("{'filters':{'labelsContain':{" + labels + "}}}")).isZero();
  }

  @Test
  void refusesABodyThatIsTooLarge() {
    String body = "{'filters':{'nameContains':'" + "x".repeat(ControlServer.MAX_BODY) + "'}}";

    assertThat(control.post(alice, "/v1/api-keys/search", body).status()).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/users/a%00b",
        "/v1/api-keys/%00",
        "/v1/resources/maasmodelref?namespace=%00",
        "/v1/usage?user=%00",
        "/v1/usage?from=%2B999999999-01-01T00:00:00Z",
        "/v1/usage?limit=-1",
        "/v1/users?limit=-1",
        "/v1/users?limit=101",
        "/v1/users?limit=99999999999999999999",
        "/v1/users?offset=-1",
        "/v1/groups?offset=1e9",
        "/v1/secrets?limit=0",
        "/v1/gateways?limit=x",
        "/v1/resources/maasmodelref?limit=%31%30%31",
        "/v1/api-keys?limit=101",
        "/v1/expiry-notices?limit=0",
      })
  void refusesQuestionsThatCannotBeMeant(String path) {
    assertThat(control.get(control.admin, path).status()).isEqualTo(400);
  }

  @Test
  void refusesAQueryThatIsNotEncoded() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), control.port())) {
      socket
          .getOutputStream()
          .write(
              ("GET /maas-api/v1/usage?user=%zz HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
                      + control.admin
                      + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void refusesResourcesWithTextsThatCannotBeKept() {
    Answer answer =
        control.apply(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: tier-to-group-mapping}
            data: {tiers: "a\\0b"}
            """);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).contains("U+0000");
  }

  /// No page of another site may read an answer: nothing is said that would let it.
  @Test
  void letsNoOtherSiteReadAnswers() {
    Map<String, String> asked =
        Map.of("Origin", "http://localhost", "Access-Control-Request-Method", "POST");

    Answer preflight =
        control.send(
            asked.entrySet().stream()
                .reduce(
                    control.request("", "/v1/api-keys"),
                    (request, header) -> request.header(header.getKey(), header.getValue()),
                    (a, _) -> a)
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    Answer answer = control.get(alice, "/v1/whoami", "Origin", "http://localhost");

    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.response().headers().map().keySet())
        .noneMatch(name -> name.startsWith("access-control-"));
    assertThat(answer.response().headers().map().keySet())
        .noneMatch(name -> name.startsWith("access-control-"));
  }

  @Test
  void saysWhichMethodsAPathHas() {
    Answer answer = control.put(control.admin, "/v1/users", "{}");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow").split(", ")).containsExactlyInAnyOrder("GET", "POST");
  }

  private static int found(String search) {
    Answer answer = control.post(alice, "/v1/api-keys/search", search);
    assertThat(answer.status()).isEqualTo(200);
    return answer.json().path("data").size();
  }
}
