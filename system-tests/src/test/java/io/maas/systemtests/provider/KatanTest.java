package io.maas.systemtests.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.json.Json;
import io.maas.systemtests.engine.PythonPackage.Result;
import io.maas.systemtests.ledger.LedgerTable;
import io.maas.systemtests.ledger.Recorded;
import io.maas.systemtests.provider.ClientDialect.Call;
import io.maas.systemtests.provider.ClientDialect.Usage;
import io.maas.systemtests.provider.Katan.Counters;
import io.maas.systemtests.server.Administrator;
import io.maas.systemtests.server.Answer;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.EventStream;
import io.maas.systemtests.server.OneSite;
import io.maas.systemtests.server.Site;
import io.maas.systemtests.server.Tenancy;
import io.maas.testkit.outage.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every client's dialect over every provider that llm-katan plays: what was asked reaches it, its
/// answer comes back, and what it counted is what the client is told and the ledger has.
@Tag("real")
@ExtendWith(OneSite.class)
class KatanTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String SYSTEM = "You are brief.";
  private static final String QUESTION = "Say hello to nobody in particular";

  /// Of both.
  private static final long WORDS = 9;

  /// These stream as Bedrock does not: in server-sent events, under the type of binary frames.
  private static final EnumSet<KatanMode> WITHOUT_FRAMES =
      EnumSet.of(KatanMode.BEDROCK, KatanMode.BEDROCK_KEY);

  /// These know `parameters` of a tool, and not Gemini's newer `parametersJsonSchema`.
  private static final EnumSet<KatanMode> DEAF_TO_SCHEMAS =
      EnumSet.of(KatanMode.GEMINI, KatanMode.VERTEX);

  private static final String POLICY =
      """
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSAuthPolicy
      metadata: {name: katan, namespace: models-as-a-service}
      spec:
        modelRefs:
      MODELS  subjects: {groups: [{name: katan}]}
      ---
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSSubscription
      metadata: {name: katan, namespace: models-as-a-service}
      spec:
        owner: {groups: [{name: katan}]}
        modelRefs:
      LIMITED\
      """;

  private static @Nullable String outOfReach;

  @SuppressWarnings("NullAway.Init") // these three are there unless it is out of reach
  private static Katan katan;

  @SuppressWarnings("NullAway.Init") // there unless Katan is out of reach
  private static LedgerTable ledger;

  @SuppressWarnings("NullAway.Init") // there unless Katan is out of reach
  private static Caller caller;

  @BeforeAll
  static void start(@TempDir Path folder, Site site) throws IOException {
    switch (Katan.install()) {
      case Result.OutOfReach(String why) -> outOfReach = why;
      case Result.Installed(Path installed) -> {
        katan = Katan.start(installed, folder);
        ledger = new LedgerTable(site.maas().facts().postgresUrl());
        caller = open(site);
      }
    }
  }

  /// Each test is skipped by itself: a class that is given up as a whole is in no report.
  @BeforeEach
  void isWithinReach() {
    Assumptions.assumeTrue(outOfReach == null, outOfReach);
  }

  @AfterAll
  static void stop() {
    if (katan != null) {
      katan.close();
    }
  }

  static Stream<Arguments> pairs() {
    return over(EnumSet.allOf(KatanMode.class));
  }

  static Stream<Arguments> streamingPairs() {
    return over(EnumSet.complementOf(WITHOUT_FRAMES));
  }

  static Stream<Arguments> pairsWithoutFrames() {
    return over(WITHOUT_FRAMES);
  }

  @ParameterizedTest(name = "{0} over {1}")
  @MethodSource("pairs")
  void answersWhole(ClientDialect client, KatanMode mode) {
    Counters before = katan.counters();

    Answer answer = caller.post(client.path(), ask(client, mode)).expect(200);

    assertEchoed(client.text(answer.json()));
    assertCounted(before, ClientDialect.usage(List.of(answer.json())), answer.header("request-id"));
  }

  /// It calls the first tool that it is offered, with something in each argument.
  @ParameterizedTest(name = "{0} over {1}")
  @MethodSource("pairs")
  void callsATool(ClientDialect client, KatanMode mode) {
    Counters before = katan.counters();

    Answer answer = caller.post(client.path(), askForTool(client, mode)).expect(200);

    String arguments = DEAF_TO_SCHEMAS.contains(mode) ? "{}" : "{\"city\": \"test_city\"}";
    assertThat(client.call(answer.json()))
        .isEqualTo(new Call("get_weather", Answer.tree(arguments)));
    assertCounted(before, ClientDialect.usage(List.of(answer.json())), answer.header("request-id"));
  }

  @ParameterizedTest(name = "{0} over {1}")
  @MethodSource("streamingPairs")
  void answersInPieces(ClientDialect client, KatanMode mode) {
    Counters before = katan.counters();

    Streamed streamed = stream(client, ask(client, mode));

    assertThat(client.isEnd(streamed.events().getLast())).isTrue();
    List<JsonNode> told = streamed.told();
    assertThat(told).hasSizeGreaterThan(10);
    assertEchoed(client.text(told));
    assertCounted(before, ClientDialect.usage(told), streamed.requestId());
  }

  /// In all formats but Anthropic's it answers a stream that offers tools with one body, of which a
  /// stream has to be made.
  @ParameterizedTest(name = "{0} over {1}")
  @MethodSource("pairs")
  void callsAToolInPieces(ClientDialect client, KatanMode mode) {
    Counters before = katan.counters();

    Streamed streamed = stream(client, askForTool(client, mode));

    assertThat(client.isEnd(streamed.events().getLast())).isTrue();
    assertThat(streamed.events()).anyMatch(event -> event.contains("\"get_weather\""));
    assertCounted(before, ClientDialect.usage(streamed.told()), streamed.requestId());
  }

  @ParameterizedTest(name = "{0} over {1}")
  @MethodSource("pairsWithoutFrames")
  void saysThatTheStreamIsNone(ClientDialect client, KatanMode mode) {
    Answer answer = caller.post(client.path(), ask(client, mode).put("stream", true)).expect(502);

    assertThat(answer.body()).contains("the upstream broke off before its first event");
    Recorded line = recorded(answer.header("request-id"));
    assertThat(line.outcome()).isEqualTo("failed");
  }

  private static void assertEchoed(String text) {
    assertThat(text)
        .contains("messages=2 ")
        .contains("max_tokens=" + ClientDialect.MAX_TOKENS)
        .contains("temperature=" + ClientDialect.TEMPERATURE)
        .endsWith("\nUser: " + QUESTION);
  }

  private static void assertCounted(Counters before, Usage told, String requestId) {
    Eventually.holds(
        "it has counted", PATIENCE, () -> katan.counters().since(before).requests() == 1);
    Counters counted = katan.counters().since(before);
    assertThat(counted.prompt()).isEqualTo(WORDS);
    assertThat(told).isEqualTo(new Usage(counted.prompt(), counted.completion()));
    Recorded line = recorded(requestId);
    assertThat(line.outcome()).isEqualTo("completed");
    assertThat(line.isTold()).isTrue();
    assertThat(line.input()).isEqualTo(counted.prompt());
    assertThat(line.output()).isEqualTo(counted.completion());
  }

  /// The line of the ledger about a request, once it is there.
  private static Recorded recorded(String requestId) {
    return ledger.of("katan", Set.of(requestId)).stream()
        .filter(line -> line.id().equals(requestId))
        .findFirst()
        .orElseThrow();
  }

  private static Streamed stream(ClientDialect client, ObjectNode ask) {
    try (EventStream stream = caller.stream(client.path(), ask.put("stream", true))) {
      assertThat(stream.status()).isEqualTo(200);
      return new Streamed(
          stream.requestId(),
          stream.rest().stream()
              .filter(line -> line.startsWith("{") || line.equals(EventStream.DONE))
              .toList());
    }
  }

  /// What came of a stream, without the names of its events.
  private record Streamed(String requestId, List<String> events) {

    List<JsonNode> told() {
      return events.stream()
          .filter(event -> !event.equals(EventStream.DONE))
          .map(Answer::tree)
          .toList();
    }
  }

  private static ObjectNode askForTool(ClientDialect client, KatanMode mode) {
    ObjectNode schema = Json.MAPPER.createObjectNode().put("type", "object");
    schema.putObject("properties").putObject("city").put("type", "string");
    ObjectNode ask = ask(client, mode);
    ask.putArray("tools").add(client.tool("get_weather", schema));
    return ask;
  }

  private static ObjectNode ask(ClientDialect client, KatanMode mode) {
    return client.ask("llm/" + mode.resource(), SYSTEM, QUESTION);
  }

  private static Stream<Arguments> over(Set<KatanMode> modes) {
    return modes.stream()
        .flatMap(mode ->
            Arrays.stream(ClientDialect.values()).map(client -> Arguments.of(client, mode)));
  }

  /// Declares all modes as models, and makes a key for them.
  private static Caller open(Site site) throws IOException {
    StringBuilder manifest = new StringBuilder();
    StringBuilder models = new StringBuilder();
    StringBuilder limited = new StringBuilder();
    for (KatanMode mode : KatanMode.values()) {
      Path secret = site.maas().data().resolve("secrets/llm").resolve(mode.resource());
      Files.createDirectories(secret);
      for (Map.Entry<String, String> key : mode.secret().entrySet()) {
        Files.writeString(secret.resolve(key.getKey()), key.getValue());
      }
      manifest.append(mode.manifest(katan.port()));
      String ref = "    - {name: " + mode.resource() + ", namespace: llm";
      models.append(ref).append("}\n");
      limited.append(ref).append(", tokenRateLimits: [{limit: 1000000, window: 1h}]}\n");
    }
    manifest.append(POLICY.replace("MODELS", models).replace("LIMITED", limited));
    Administrator administrator = site.administrator();
    administrator.apply(manifest.toString()).expect(200);
    Caller owner = administrator.user("katan", "katan");
    Tenancy.awaitSubscription(owner, "katan");
    return Administrator.key(owner, "katan", "katan").caller();
  }
}
