package io.maas.simulator;

import static io.maas.simulator.RunningSimulator.chat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String STREAM = "\"stream\":true";
  private static final String WITH_USAGE = "\"stream_options\":{\"include_usage\":true}";

  private RunningSimulator simulator;

  @BeforeAll
  void start() {
    simulator = RunningSimulator.start();
  }

  @AfterAll
  void stop() {
    simulator.close();
  }

  @Test
  void saysTheSameAsTheWholeReply() {
    var whole = simulator.postJson(CHAT, chat("Tell me about trees"));

    var events = simulator.stream(CHAT, chat("Tell me about trees", STREAM));

    assertThat(events.content(0)).isEqualTo(whole.at("/choices/0/message/content").asText());
    assertThat(events.finishReasons()).containsExactly("stop");
    assertThat(events.done()).isTrue();
  }

  @Test
  void sendsTheRoleThenOneEventForEachTokenThenTheEnd() {
    var events = simulator.stream(CHAT, chat("Hello", STREAM)).chunks();

    assertThat(events).hasSize(1 + 8 + 1);
    assertThat(events.getFirst().at("/choices/0/delta/role").asText()).isEqualTo("assistant");
    assertThat(events.stream().map(event -> event.at("/choices/0/delta/content").asText()))
        .containsExactly("", "Hello", "!", " How", " can", " I", " help", " you", "?", "");
    assertThat(events)
        .allMatch(event -> event.path("object").asText().equals("chat.completion.chunk"));
  }

  @Test
  void theEventOfTheLastTokenCarriesTheReasonWhereALimitCutIt() {
    var events = simulator.stream(CHAT, chat("Hello", STREAM, "\"max_tokens\":3")).chunks();

    assertThat(events).hasSize(1 + 3);
    assertThat(events.getLast().at("/choices/0/delta/content").asText()).isEqualTo(" How");
    assertThat(events.getLast().at("/choices/0/finish_reason").asText()).isEqualTo("length");
  }

  @Test
  void sendsNoUsageWhereNobodyAskedForIt() {
    var events = simulator.stream(CHAT, chat("Hello", STREAM));

    assertThat(events.usages()).isEmpty();
  }

  @Test
  void sendsTheUsageInAnEventWithoutChoicesBeforeTheEnd() {
    var events = simulator.stream(CHAT, chat("Hello", STREAM, WITH_USAGE));

    assertThat(events.usages()).hasSize(1);
    assertThat(events.chunks().getLast().path("choices")).isEmpty();
    assertThat(events.chunks().getLast().at("/usage/prompt_tokens").asInt()).isEqualTo(6);
    assertThat(events.chunks().getLast().at("/usage/completion_tokens").asInt()).isEqualTo(8);
    assertThat(events.done()).isTrue();
  }

  @Test
  void continuousUsageGrowsWithEveryToken() {
    var options = "\"stream_options\":{\"include_usage\":true,\"continuous_usage_stats\":true}";

    var events = simulator.stream(CHAT, chat("Hello", STREAM, options));

    assertThat(events.usages().stream().map(usage -> usage.path("completion_tokens").asInt()))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 8);
  }

  @Test
  void theChoicesOfOneRequestComeInTurns() {
    var whole = simulator.postJson(CHAT, chat("Tell me about trees", "\"n\":2"));

    var events = simulator.stream(CHAT, chat("Tell me about trees", STREAM, WITH_USAGE, "\"n\":2"));

    assertThat(List.of(events.content(0), events.content(1)))
        .containsExactly(
            whole.at("/choices/0/message/content").asText(),
            whole.at("/choices/1/message/content").asText());
    assertThat(events.finishReasons()).containsExactly("stop", "stop");
    assertThat(events.usages().getLast()).isEqualTo(whole.path("usage"));
  }

  @Test
  void charactersOfSeveralTokensComeWhole() {
    var question = "What of 🦜日本語🦜?";

    var events = simulator.stream(CHAT, chat(question, STREAM, WITH_USAGE));

    assertThat(events.content(0)).contains("🦜日本語🦜").doesNotContain("\uFFFD");
    int tokens = events.usages().getLast().path("completion_tokens").asInt();
    assertThat(events.chunks()).hasSize(1 + tokens + 1 + 1);
  }

  @Test
  void aStopSequenceAcrossTokensIsNotSaid() {
    var whole = simulator.postJson(CHAT, chat("Tell me about trees", "\"stop\":\"bout tr\""));

    var events =
        simulator.stream(CHAT, chat("Tell me about trees", STREAM, "\"stop\":\"bout tr\""));

    assertThat(events.content(0))
        .isEqualTo(whole.at("/choices/0/message/content").asText())
        .endsWith(" a");
    assertThat(events.finishReasons()).containsExactly("stop");
  }

  @Test
  void plainCompletionsStreamTheirText() {
    var body = "{\"model\":\"test-model\",\"prompt\":\"Once upon a time\"%s}";
    var whole = simulator.postJson("/v1/completions", body.formatted(""));

    var events =
        simulator.stream("/v1/completions", body.formatted("," + STREAM + "," + WITH_USAGE));

    assertThat(events.content(0)).isEqualTo(whole.at("/choices/0/text").asText());
    assertThat(events.usages().getLast()).isEqualTo(whole.path("usage"));
    assertThat(events.chunks().getFirst().path("object").asText()).isEqualTo("text_completion");
    assertThat(events.done()).isTrue();
  }

  @Test
  void tokensComeAtTheirPace() {
    long before = System.nanoTime();

    var events =
        simulator.stream(CHAT, chat("Hello", STREAM), "X-Sim-TTFT", "60ms", "X-Sim-ITL", "10ms");

    assertThat((System.nanoTime() - before) / 1_000_000).isGreaterThanOrEqualTo(60 + 7 * 10);
    assertThat(events.content(0)).isEqualTo("Hello! How can I help you?");
  }
}
