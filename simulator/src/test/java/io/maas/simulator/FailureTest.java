package io.maas.simulator;

import static io.maas.simulator.RunningSimulator.chat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maas.simulator.book.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailureTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String WHOLE = chat("Tell me about trees");
  private static final String STREAM =
      chat("Tell me about trees", "\"stream\":true", "\"stream_options\":{\"include_usage\":true}");

  private RunningSimulator simulator;

  @BeforeAll
  void start() {
    simulator = RunningSimulator.start();
  }

  @AfterAll
  void stop() {
    simulator.close();
  }

  @ParameterizedTest
  @CsvSource({"429,RateLimitError", "500,InternalServerError", "503,ServiceUnavailableError"})
  void aStatusTakesTheReplysPlace(int status, String type) {
    var response = simulator.post(CHAT, STREAM, "X-Sim-Failure", "status=" + status);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(RunningSimulator.json(response).at("/error/type").asText()).isEqualTo(type);
  }

  @Test
  void aRefusedConnectionAnswersNothing() throws IOException {
    try (var client = new RawClient(simulator.port())) {
      client.post(CHAT, WHOLE, "X-Sim-Failure", "refuse");

      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @Test
  void aDroppedStreamBreaksOffWithoutItsEnd() throws IOException {
    var id = id();
    try (var client = new RawClient(simulator.port())) {
      client.post(CHAT, STREAM, "X-Sim-Failure", "drop", "X-Request-ID", id);

      assertThat(client.readToEnd())
          .contains("\"delta\":{\"content\":\"")
          .doesNotContain("[DONE]")
          .doesNotContain("\"usage\"")
          .doesNotEndWith("0\n\n");
    }
    assertBroken(id);
  }

  @Test
  void aDroppedReplyIsShorterThanItPromised() {
    var id = id();

    assertThatThrownBy(
            () -> simulator.post(CHAT, WHOLE, "X-Sim-Failure", "drop", "X-Request-ID", id))
        .isInstanceOf(UncheckedIOException.class);
    assertBroken(id);
  }

  @Test
  void aStalledStreamSaysNothingMoreAndEndsWithItsClient() throws IOException {
    var id = id();
    try (var client = new RawClient(simulator.port())) {
      client.post(CHAT, STREAM, "X-Sim-Failure", "stall", "X-Request-ID", id);
      client.await("\"content\":\"", 2);

      assertThat(simulator.book()).noneMatch(line -> line.requestId().equals(id));
    }
    assertThat(simulator.awaitEntry(line -> line.requestId().equals(id)).status())
        .isEqualTo(Status.ABORTED);
  }

  @Test
  void aReplyWithoutUsageIsCompleteOtherwise() {
    var whole = simulator.postJson(CHAT, WHOLE, "X-Sim-Failure", "no-usage");
    var stream = simulator.stream(CHAT, STREAM, "X-Sim-Failure", "no-usage");

    assertThat(whole.has("usage")).isFalse();
    assertThat(whole.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    assertThat(stream.usages()).isEmpty();
    assertThat(stream.done()).isTrue();
  }

  @Test
  void garbageIsNoJson() {
    var id = id();
    var whole = simulator.post(CHAT, WHOLE, "X-Sim-Failure", "garbage");
    var stream = simulator.post(CHAT, STREAM, "X-Sim-Failure", "garbage", "X-Request-ID", id);

    assertThat(whole.statusCode()).isEqualTo(200);
    assertThatThrownBy(() -> RunningSimulator.json(whole)).isInstanceOf(UncheckedIOException.class);
    assertThat(stream.body()).contains("<html>").doesNotContain("[DONE]");
    assertBroken(id);
  }

  @Test
  void anErrorEventEndsAStreamThatHadBegun() {
    var id = id();

    var events = simulator.stream(CHAT, STREAM, "X-Sim-Failure", "error-event", "X-Request-ID", id);

    assertThat(events.chunks().getLast().at("/error/code").asInt()).isEqualTo(500);
    assertThat(events.done()).isTrue();
    assertThat(events.finishReasons()).isEmpty();
    assertBroken(id);
  }

  @Test
  void anErrorEventIsAStatusWhereNothingStreams() {
    var response = simulator.post(CHAT, WHOLE, "X-Sim-Failure", "error-event");

    assertThat(response.statusCode()).isEqualTo(500);
  }

  @Test
  void aRateOfOneFailsEveryRequestThatDoesNotSayOtherwise() {
    try (var failing =
        RunningSimulator.start(RunningSimulator.options("--failure-status", "418:1"))) {
      assertThat(failing.post(CHAT, WHOLE).statusCode()).isEqualTo(418);
      assertThat(failing.post(CHAT, WHOLE, "X-Sim-Failure", "none").statusCode()).isEqualTo(200);
    }
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  /// Half of the tokens were generated, and the book says so.
  private void assertBroken(String id) {
    var entry = simulator.awaitEntry(line -> line.requestId().equals(id));
    int all = simulator.postJson(CHAT, WHOLE).at("/usage/completion_tokens").asInt();
    assertThat(entry.status()).isEqualTo(Status.FAILED);
    assertThat(entry.outputTokens()).isEqualTo(all / 2);
  }
}
