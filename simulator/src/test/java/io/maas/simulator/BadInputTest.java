package io.maas.simulator;

import static io.maas.simulator.RunningSimulator.chat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
  private static final String CHAT = "/v1/chat/completions";

  private RunningSimulator simulator;

  @BeforeAll
  void start() {
    simulator = RunningSimulator.start(RunningSimulator.options("--max-model-len", "100"));
  }

  @AfterAll
  void stop() {
    simulator.close();
  }

  @Test
  void anUnknownModelIsNotFound() {
    var response =
        simulator.post(
            CHAT, "{\"model\":\"nobody\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body())
        .isEqualTo(
            "{\"error\":{\"message\":\"The model `nobody` does not exist.\","
                + "\"type\":\"NotFoundError\",\"param\":\"model\",\"code\":404}}");
  }

  @Test
  void aPromptBeyondTheContextIsRefused() {
    var response = simulator.post(CHAT, chat("tree ".repeat(200)));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .contains(
            "maximum context length is 100 tokens. However, your request has 206 input tokens");
  }

  @Test
  void aPromptFarBeyondTheContextIsRefusedUncounted() {
    var response = simulator.post(CHAT, chat(" ".repeat(2_000_000)));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("has at least 15625 input tokens");
  }

  @Test
  void anOutputBeyondTheContextIsRefused() {
    var response = simulator.post(CHAT, chat("Hello", "\"max_tokens\":95"));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("is too large: 95").contains("(95 > 100 - 6)");
  }

  @Test
  void anOutputThatJustFitsIsNot() {
    var reply = simulator.postJson(CHAT, chat("Hello", "\"max_tokens\":94", "\"ignore_eos\":true"));

    assertThat(reply.at("/usage/total_tokens").asInt()).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{\"model\":\"test-model\"} trailing",
        "{\"model\":\"test-model\"}",
        "{\"model\":\"test-model\",\"messages\":[]}",
        "{\"model\":\"test-model\",\"messages\":\"Hi\"}",
        "{\"model\":7,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}",
        "{\"model\":\"test-model\",\"messages\":[{\"content\":\"Hi\"}]}",
        "{\"model\":\"test-model\",\"messages\":[{\"role\":\"user\",\"content\":7}]}"
      })
  void aBodyThatIsNoRequestIsRefused(String body) {
    var response = simulator.post(CHAT, body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(RunningSimulator.json(response).at("/error/type").asText())
        .isEqualTo("BadRequestError");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"max_tokens\":0",
        "\"max_tokens\":-3",
        "\"max_tokens\":1.5",
        "\"max_tokens\":\"many\"",
        "\"max_tokens\":99999999999999",
        "\"n\":0",
        "\"n\":129",
        "\"temperature\":-1",
        "\"stop\":7",
        "\"stream\":\"yes\"",
        "\"stream_options\":{\"include_usage\":true}",
        "\"tools\":[{\"type\":\"function\"}]",
        "\"tool_choice\":\"sometimes\"",
        "\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"none of them\"}}"
      })
  void aFieldThatDoesNotFitIsRefusedByName(String field) {
    var response = simulator.post(CHAT, chat("Hello", field));

    assertThat(response.statusCode()).isEqualTo(400);
    var error = RunningSimulator.json(response).path("error");
    assertThat(field).startsWith("\"" + error.path("param").asText().replace(".function.name", ""));
    assertThat(error.path("message").asText()).contains("expected");
  }

  @Test
  void saysWhatWasFoundAndWhatWasExpected() {
    var response = simulator.post(CHAT, chat("Hello", "\"max_tokens\":-3"));

    assertThat(RunningSimulator.json(response).at("/error/message").asText())
        .isEqualTo("max_tokens: -3 (expected: a whole number of at least 1)");
  }

  @Test
  void anUnknownPathAndAWrongMethodAnswerJson() {
    assertThat(simulator.get("/nowhere").statusCode()).isEqualTo(404);
    assertThat(simulator.getJson("/nowhere").at("/error/code").asInt()).isEqualTo(404);
    assertThat(simulator.get(CHAT).statusCode()).isEqualTo(405);
    assertThat(simulator.getJson(CHAT).at("/error/code").asInt()).isEqualTo(405);
  }

  @Test
  void aHeaderThatNobodyUnderstandsIsRefused() {
    var response = simulator.post(CHAT, chat("Hello"), "X-Sim-Failure", "explode");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("X-Sim-Failure: explode (expected: none, status=CODE");
  }

  @Test
  void whatIsRefusedIsWrittenDownAsRefused() {
    simulator.post(CHAT, chat("Hello", "\"max_tokens\":0"), "X-Request-ID", "bad-one");

    var entry = simulator.awaitEntry(line -> line.requestId().equals("bad-one"));

    assertThat(entry.status().word()).isEqualTo("refused");
    assertThat(entry.inputTokens() + entry.outputTokens()).isZero();
  }
}
