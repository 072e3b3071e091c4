package io.maas.control.quota;

import static io.maas.control.quota.QuotaScene.line;
import static io.maas.control.quota.QuotaScene.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.control.http.Declarations;
import io.maas.domain.metering.History;
import io.maas.store.memory.MemoryQuota;
import io.maas.testkit.metering.FakeTicker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaEndpointTest {

  @AutoClose private final QuotaScene scene = new QuotaScene();
  private final ControlServer control = scene.control;

  @Test
  void tellsWhereEachLimitStands() {
    String alice = control.user("alice", "both");
    scene.use(user("alice", "both"), "granite", "both", 20, 22);
    scene.admit(user("alice", "both"), "exact", "both", 10, 50);
    control.ticker.advance(Duration.ofSeconds(20));

    Answer answer = control.get(alice, "/v1/quota?subscription=both");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("user")).isEqualTo("alice");
    assertThat(line(answer.json(), "@llm/granite").toString())
        .isEqualTo(
            "{\"id\":\"models-as-a-service/both@llm/granite:total_tokens/1m/user\","
                + "\"unit\":\"total_tokens\",\"amount\":100,\"window\":\"1m\",\"scope\":\"user\","
                + "\"enforcement\":\"settle\",\"counted_over\":{\"user\":\"alice\","
                + "\"subscription\":\"models-as-a-service/both\",\"model\":\"llm/granite\"},"
                + "\"models\":[\"llm/granite\"],\"subscriptions\":[\"both\"],\"used\":42,\"held\":0,"
                + "\"remaining\":58,\"resets_at\":\"2026-03-01T12:00:40Z\",\"resets_in_seconds\":40}");
    JsonNode exact = line(answer.json(), "@llm/exact");
    assertThat(exact.path("enforcement").asText()).isEqualTo("strict");
    assertThat(exact.path("held").asInt()).isEqualTo(60);
    assertThat(exact.path("remaining").asInt()).isEqualTo(240);
  }

  @Test
  void listsALimitThatModelsShareOnce() {
    scene.use(user("alice", "both"), "granite", "both", 1, 1);
    scene.use(user("bob", "both"), "exact", "both", 1, 1);

    Answer answer = control.get(control.user("alice", "both"), "/v1/quota?subscription=both");

    assertThat(answer.json().path("data")).hasSize(3);
    JsonNode shared = line(answer.json(), "requests/2m");
    assertThat(shared.path("models"))
        .extracting(JsonNode::asText)
        .containsExactly("llm/exact", "llm/granite");
    assertThat(shared.path("used").asInt()).isEqualTo(2);
    assertThat(shared.path("counted_over").toString())
        .isEqualTo("{\"subscription\":\"models-as-a-service/both\"}");
  }

  @Test
  void leavesTheResetOutWhereNoWindowIsOpen() {
    Answer answer = control.get(control.user("alice", "gold"), "/v1/quota?subscription=gold");

    JsonNode line = line(answer.json(), "gold@llm/granite");
    assertThat(line.path("used").asInt()).isZero();
    assertThat(line.has("resets_at")).isFalse();
    assertThat(line.has("resets_in_seconds")).isFalse();
  }

  @Test
  void tellsOfAllSubscriptionsAndTheTierUnlessOneIsNamed() {
    String alice = control.user("alice", "gold", "both");

    Answer all = control.get(alice, "/v1/quota");
    Answer gold = control.get(alice, "/v1/quota?subscription=gold");
    Answer byHeader = control.get(alice, "/v1/quota", "X-MaaS-Subscription", "gold");
    Answer phi = control.get(alice, "/v1/quota?model=vendor/phi&subscription=gold");

    assertThat(subscriptions(all)).contains("gold", "both", "tier-free");
    assertThat(subscriptions(gold)).containsOnly("gold");
    assertThat(byHeader.json()).isEqualTo(gold.json());
    assertThat(phi.json().path("data")).hasSize(1);
    assertThat(phi.json().at("/data/0/models/0").asText()).isEqualTo("llm/phi");
  }

  @Test
  void namesWhatNothingLimits() {
    control.apply(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: tier-to-group-mapping, namespace: maas-api}
        data:
          tiers: |
            - {name: open, level: 5, groups: [open]}
        """);

    Answer answer = control.get(control.user("carol", "open"), "/v1/quota?model=phi");

    assertThat(answer.json().path("data")).isEmpty();
    assertThat(answer.json().path("unlimited").toString())
        .isEqualTo("[{\"model\":\"llm/phi\",\"subscription\":\"tier-open\"}]");
  }

  @Test
  void showsAKeyWhatItIsBoundTo() {
    String key = control.key(control.user("alice", "gold", "both"), "both");

    Answer own = control.get(key, "/v1/quota");

    assertThat(subscriptions(own)).containsOnly("both");
    assertThat(control.get(key, "/v1/quota?subscription=both").json()).isEqualTo(own.json());
    assertThat(control.get(key, "/v1/quota?subscription=gold").status()).isEqualTo(403);
    assertThat(control.get(key, "/v1/quota", "X-MaaS-Subscription", "gold").json())
        .isEqualTo(own.json());
  }

  @Test
  void showsAdministratorsAnyone() {
    control.user("alice", "both");
    scene.use(user("alice", "both"), "granite", "both", 20, 22);

    Answer answer = control.get(control.admin, "/v1/quota?user=alice&subscription=both");

    assertThat(answer.text("user")).isEqualTo("alice");
    assertThat(line(answer.json(), "@llm/granite").path("used").asInt()).isEqualTo(42);
    assertThat(control.get(control.admin, "/v1/quota?user=nobody").status()).isEqualTo(404);
  }

  @Test
  void showsNobodyElsesToUsers() {
    String alice = control.user("alice", "gold");
    control.user("bob", "gold");

    Answer answer = control.get(alice, "/v1/quota?user=bob");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.error()).isEqualTo("non-admin users can only see their own quota");
    assertThat(control.get(alice, "/v1/quota?user=nobody").status()).isEqualTo(403);
    assertThat(control.get(alice, "/v1/quota?user=alice").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "subscription=silver,403,access denied to requested subscription",
    "subscription=nothing,403,access denied to requested subscription",
    "model=gpt-9,404,The model `gpt-9` does not exist",
    "model=phi&subscription=both,403,subscription both does not include model llm/phi",
    "'model=phi&prompt_tokens=-1',400,'prompt_tokens: -1 (expected: 0 to 1000000000)'",
    "'model=phi&prompt_tokens=many',400,'prompt_tokens: many (expected: 0 to 1000000000)'",
    "'model=phi&prompt_tokens=1000000001',400,prompt_tokens: 1000000001 (expected: 0 to"
        + " 1000000000)",
    "'model=phi&prompt_tokens=1&max_tokens=1.5',400,max_tokens: 1.5 (expected: 0 to 1000000000)",
    "model=phi&max_tokens=5,400,'prompt_tokens: missing (expected: a number, where a request is"
        + " tried)'",
    "prompt_tokens=5,400,'model: missing (expected: a name, where a request is tried)'",
  })
  void saysWhatIsWrong(String query, int status, String message) {
    Answer answer = control.get(control.user("alice", "gold", "both"), "/v1/quota?" + query);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.error()).isEqualTo(message);
  }

  @Test
  void saysThatTheCountersAreElsewhere() {
    try (ControlServer without = ControlServer.start(ports -> ports.counting(null))) {
      Answer answer = without.get(without.admin, "/v1/quota");

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.error()).startsWith("the counters are in the memory of the gateway's");
    }
  }

  @Test
  void saysThatTheCountersCannotTell() {
    History away = _ -> CompletableFuture.failedFuture(new IOException("away"));
    try (ControlServer cut =
        ControlServer.start(
            ports -> ports.counting(new MemoryQuota(new FakeTicker(), ports.clock(), away)))) {
      cut.apply(Declarations.basics());
      String alice = cut.user("alice", "silver");

      assertThat(cut.get(alice, "/v1/quota").error())
          .isEqualTo("the counters cannot tell now, try again");
      Answer tried = cut.get(alice, "/v1/quota?model=granite&prompt_tokens=5");
      assertThat(tried.status()).isEqualTo(503);
    }
  }

  private static List<String> subscriptions(Answer answer) {
    return answer.json().path("data").findValues("subscriptions").stream()
        .map(names -> names.path(0).asText())
        .distinct()
        .toList();
  }
}
