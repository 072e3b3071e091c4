package io.maas.protocol.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.Refusal.BadRequest;
import io.maas.protocol.request.RequestReader.Result;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {

  @Test
  void readsWhatGovernanceNeeds() {
    InferenceRequest request =
        read(
            """
            {"model":"m","messages":[{"role":"user","content":"Hello"}],"stream":true,
             "stream_options":{"include_usage":true},"max_tokens":7,"n":2,"unknown":{"a":[1]}}\
            """);

    assertThat(request.model()).isEqualTo("m");
    assertThat(request.stream()).isTrue();
    assertThat(request.usageAsked()).isTrue();
    assertThat(request.maxTokens()).isEqualTo(OptionalLong.of(7));
    assertThat(request.choices()).isEqualTo(2);
    assertThat(request.prompt().messages()).isEqualTo(1);
  }

  @Test
  void takesTheSmallerOfTwoBounds() {
    assertThat(read("{\"max_tokens\":9,\"max_completion_tokens\":4}").maxTokens())
        .isEqualTo(OptionalLong.of(4));
  }

  @Test
  void countsNoFewerBytesThanTheTextsHave() {
    InferenceRequest request =
        read("{\"messages\":[{\"role\":\"user\",\"content\":\"h\\u00e9llo \\n wörld\"}]}");

    assertThat(request.prompt().bytes())
        .isGreaterThanOrEqualTo("héllo \n wörld".getBytes(UTF_8).length);
  }

  @Test
  void countsAGreetingTightly() {
    InferenceRequest request =
        read("{\"model\":\"x\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}");

    assertThat(request.prompt()).isEqualTo(new PromptSize(5, 0, 1, 0));
  }

  @Test
  void countsARoleThatNoTemplateKnows() {
    InferenceRequest request =
        read("{\"messages\":[{\"role\":\"" + "a".repeat(500) + "\",\"content\":\"\"}]}");

    assertThat(request.prompt().bytes()).isGreaterThanOrEqualTo(500);
  }

  @Test
  void countsToolsAndCalls() {
    InferenceRequest request =
        read(
            "{\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],\"messages\":"
                + "[{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"1\"}]}]}");

    assertThat(request.prompt().bytes()).isGreaterThan(60);
    assertThat(request.prompt().messages()).isEqualTo(3);
  }

  @Test
  void countsAnImageAsAnImageNotAsText() {
    InferenceRequest request =
        read(
            "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"see\"},"
                + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:"
                + "A".repeat(1000)
                + "\"}}]}]}");

    assertThat(request.prompt().images()).isEqualTo(1);
    assertThat(request.prompt().bytes()).isLessThan(100);
  }

  @Test
  void multipliesAnswersByPrompts() {
    assertThat(read("{\"prompt\":[\"a\",\"b\",\"c\"],\"n\":2}").choices()).isEqualTo(6);
    assertThat(read("{\"prompt\":\"a\",\"n\":2,\"n_cmpl\":3,\"best_of\":1}").choices())
        .isEqualTo(3);
    assertThat(read("{\"prompt\":[1,2,3]}").choices()).isEqualTo(1);
    assertThat(read("{\"prompt\":[1,2,3]}").prompt().tokens()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"max_tokens\":-1} | max_tokens: -1 (expected: an integer from 1 to 2147483647)",
        "{\"max_tokens\":99999999999999999999} | max_tokens: 99999999999999999999 (expected",
        "{\"max_tokens\":\"5\"} | max_tokens: 5 (expected",
        "{\"n_predict\":-1} | n_predict: -1 (expected: an integer from 1 to 2147483647)",
        "{\"max_tokens\":1.5} | max_tokens: 1.5 (expected",
        "{\"stream\":1} | stream: 1 (expected: true or false)",
        "{\"model\":{}} | model: a structure (expected: a string)",
        "{\"n\":5000} | n: 5000 answers (expected: <= 1024)",
        "{\"stream_options\":[]} | stream_options: a structure (expected: an object)",
        "[] | body: not an object (expected: a JSON object)",
        "{}{} | body: more after its end (expected: one JSON object)",
      })
  void saysWhatItFoundAndWhatItExpected(String body, String message) {
    Result result = RequestReader.read(Operation.CHAT, body.getBytes(UTF_8));

    assertThat(result)
        .isInstanceOfSatisfying(
            Result.Malformed.class,
            malformed ->
                assertThat(((BadRequest) malformed.refusal()).message()).startsWith(message));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "{\"model\":\"a\"",
        "{\"model\":\"a\",\"model\":\"b\"}",
        "{\"messages\":[{\"role\":\"user\",\"role\":\"system\"}]}",
        "{\"tools\":[{\"a\":1,\"a\":2}]}",
        "\uFEFF{}",
      })
  void refusesWhatIsNotPlainJson(String body) {
    assertThat(RequestReader.read(Operation.CHAT, body.getBytes(UTF_8)))
        .isInstanceOf(Result.Malformed.class);
  }

  @Test
  void refusesOtherEncodings() {
    assertThat(
            RequestReader.read(
                Operation.CHAT,
                "{\"model\":\"a\"}".getBytes(java.nio.charset.StandardCharsets.UTF_16LE)))
        .isInstanceOf(Result.Malformed.class);
  }

  static InferenceRequest read(String body) {
    Result result = RequestReader.read(Operation.CHAT, body.getBytes(UTF_8));
    assertThat(result).isInstanceOf(Result.Read.class);
    return ((Result.Read) result).request();
  }
}
