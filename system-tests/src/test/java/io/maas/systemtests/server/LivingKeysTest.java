package io.maas.systemtests.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.maas.testkit.outage.Eventually;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What becomes of a key while it is used.
@ExtendWith(OneSite.class)
class LivingKeysTest {

  private static final int CLIENTS = 6;

  /// A second is promised; a machine with other things to do may take three.
  private static final Duration AT_MOST = Duration.ofSeconds(3);

  private static final JsonMapper JSON = new JsonMapper();

  private final Site site;

  LivingKeysTest(Site site) {
    this.site = site;
  }

  @AfterEach
  void answersComeAtOnce() {
    site.simulator().tune(Map.of("inter-token-latency", "0ms"));
  }

  private record Asked(Instant from, Instant to, int status) {}

  @Test
  void losesNoRequestToARotationAndServesTheOldSecretNoLongerThanItsGrace() {
    // given clients that use a key without a pause
    Tenancy tenancy = Tenancy.in(site.maas(), site.simulator(), "rotated");
    Queue<Asked> withOld = new ConcurrentLinkedQueue<>();
    AtomicBoolean over = new AtomicBoolean();
    JsonNode rotated;
    Instant end;
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CLIENTS; i++) {
        clients.execute(() -> {
          while (!over.get()) {
            Instant from = Instant.now();
            int status = ask(tenancy.caller(), tenancy).status();
            withOld.add(new Asked(from, Instant.now(), status));
          }
        });
      }
      Eventually.holds("requests pass", AT_MOST, () -> withOld.size() > CLIENTS);

      // when it is rotated
      rotated = become(tenancy, "rotate", "{\"gracePeriod\":\"2s\"}");
      Caller next = tenancy.owner().as(rotated.path("key").asText());
      end = Instant.parse(rotated.path("oldSecretExpiresAt").asText());

      // then the new secret works at once, and the old one until the grace ends
      assertThat(ask(next, tenancy).status()).isEqualTo(200);
      Eventually.holds(
          "the old secret is refused",
          Duration.ofSeconds(10),
          () -> ask(tenancy.caller(), tenancy).status() == 401);
      assertThat(ask(next, tenancy).status()).isEqualTo(200);
      over.set(true);
    }
    assertThat(withOld)
        .filteredOn(asked -> asked.to().isBefore(end))
        .isNotEmpty()
        .allSatisfy(asked -> assertThat(asked.status()).isEqualTo(200));
    assertThat(withOld)
        .filteredOn(asked -> asked.from().isAfter(end.plus(AT_MOST)))
        .allSatisfy(asked -> assertThat(asked.status()).isEqualTo(401));
    assertThat(withOld).extracting(Asked::status).containsOnly(200, 401);
    assertThat(rotated.path("id").asText()).isEqualTo(tenancy.key().id());
  }

  @Test
  void endsTheStreamOfAPausedKeyAndServesItAgainWhenItIsResumed() {
    // given
    Tenancy tenancy = Tenancy.in(site.maas(), site.simulator(), "paused");
    site.simulator().tune(Map.of("inter-token-latency", "50ms"));
    JsonNode story = Chat.longStream(tenancy.model(), "Tell me a long story", 2000);
    try (EventStream stream = tenancy.caller().stream(Chat.PATH, story)) {
      assertThat(stream.next()).contains("chat.completion.chunk");

      // when
      long paused = System.nanoTime();
      become(tenancy, "pause", "{}");
      List<String> rest = stream.rest();
      Duration took = Duration.ofNanos(System.nanoTime() - paused);

      // then it ends as with a revocation
      assertThat(rest.getLast()).isEqualTo(EventStream.DONE);
      assertThat(Answer.tree(rest.get(rest.size() - 2)).at("/error/code").asText())
          .isEqualTo("invalid_api_key");
      assertThat(took).isLessThan(AT_MOST);
    }
    assertThat(ask(tenancy.caller(), tenancy).status()).isEqualTo(401);
    site.simulator().tune(Map.of("inter-token-latency", "0ms"));

    become(tenancy, "resume", "{}");

    Eventually.holds(
        "it works again", AT_MOST, () -> ask(tenancy.caller(), tenancy).status() == 200);
  }

  @Test
  void followsWhatAKeyIsNarrowedToAtOnce() {
    Tenancy tenancy = Tenancy.in(site.maas(), site.simulator(), "narrowed");
    assertThat(ask(tenancy.caller(), tenancy).status()).isEqualTo(200);

    // when it may be used from elsewhere only
    patch(tenancy, "{\"allowedAddresses\":[\"203.0.113.0/24\"]}");

    // then it is refused here, whatever a client says of itself, and in the API too
    until(403, tenancy);
    assertThat(
            tenancy
                .caller()
                .send(
                    tenancy
                        .caller()
                        .request("/v1/models")
                        .header("X-Forwarded-For", "203.0.113.7")
                        .GET())
                .status())
        .isEqualTo(403);
    assertThat(tenancy.caller().get(Administrator.API + "/whoami").status()).isEqualTo(403);
    patch(tenancy, "{\"allowedAddresses\":[\"127.0.0.0/8\",\"::1\"]}");
    until(200, tenancy);

    // when a limit is set that nothing fits in, then it holds
    patch(tenancy, "{\"limits\":[{\"limit\":1,\"unit\":\"requests\",\"window\":\"1m\"}]}");
    until(429, tenancy);
    patch(tenancy, "{\"limits\":null}");
    until(200, tenancy);
  }

  @Test
  void isRefusedOtherModelsThanItsOwn() {
    Tenancy tenancy = Tenancy.in(site.maas(), site.simulator(), "chosen");
    JsonNode other =
        JSON.createObjectNode()
            .put("name", "only")
            .put("subscription", "chosen")
            .set("allowedModels", JSON.createArrayNode().add("chosen"));
    Caller only =
        tenancy
            .owner()
            .as(
                tenancy
                    .owner()
                    .post(Administrator.API + "/api-keys", other)
                    .expect(201)
                    .json()
                    .path("key")
                    .asText());

    assertThat(ask(only, tenancy).status()).isEqualTo(200);
    Answer refused = only.post(Chat.PATH, Chat.of("llm/ibm-granite-2b-gpu", "Hello", 5));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).contains("key only may not use model llm/ibm-granite-2b-gpu");
  }

  private static Answer ask(Caller caller, Tenancy tenancy) {
    return caller.post(Chat.PATH, Chat.of(tenancy.model(), "Hello", 5));
  }

  private static void until(int status, Tenancy tenancy) {
    Eventually.holds(
        "status " + status, AT_MOST, () -> ask(tenancy.caller(), tenancy).status() == status);
  }

  private static JsonNode become(Tenancy tenancy, String what, String body) {
    return tenancy
        .owner()
        .post(
            Administrator.API + "/api-keys/" + tenancy.key().id() + "/" + what,
            "application/json",
            body)
        .expect(200)
        .json();
  }

  private static void patch(Tenancy tenancy, String body) {
    tenancy
        .owner()
        .send(
            tenancy
                .owner()
                .request(Administrator.API + "/api-keys/" + tenancy.key().id())
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body)))
        .expect(200);
  }
}
