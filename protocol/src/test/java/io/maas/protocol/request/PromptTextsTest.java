package io.maas.protocol.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.protocol.request.RequestReader.Result;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptTextsTest {

  @Test
  void aChatOfTextsIsTextsAndNothingElse() {
    assertThat(
            texts(
                Operation.CHAT,
                """
                {"temperature":1,"messages":[{"role":"system","content":"é\\u00e9"},
                 {"content":"b","role":"user"},{"role":"user","content":""}],"model":"m"}\
                """))
        .isEqualTo(new PromptTexts(List.of("éé", "b", ""), 0));
  }

  @Test
  void aSinglePartIsAsGoodAsNone() {
    assertThat(
            texts(
                Operation.CHAT,
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"}]}]}"))
        .isEqualTo(new PromptTexts(List.of("a"), 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{'content':[{'type':'text','text':'a'},{'type':'text','text':'b'}]}] | 10",
        "[{'content':[{'type':'other','text':'a'}]}] | 6",
        "[{'content':[{'type':'text','text':'a','more':'b'}]}] | 6",
        "['a'] | 1",
        "[{'content':'a','name':'anna'}] | 4",
        "[{'content':null,'tool_calls':[{'id':'1'}]}] | 24",
      })
  void whatIsNotPlainTextStaysWithItsBytes(String messages, long bytes) {
    PromptTexts texts = texts(Operation.CHAT, ("{'messages':" + messages + "}").replace('\'', '"'));

    assertThat(texts.restBytes()).isEqualTo(bytes);
  }

  @Test
  void toolsStayWithTheirBytes() {
    assertThat(
            texts(
                    Operation.CHAT,
                    "{\"tools\":[{\"a\":1}],\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}")
                .restBytes())
        .isEqualTo(2L * "[{\"a\":1}]".length());
  }

  @Test
  void promptsAndInputsAreTexts() {
    assertThat(texts(Operation.COMPLETION, "{\"prompt\":\"a\"}").texts()).containsExactly("a");
    assertThat(texts(Operation.EMBEDDING, "{\"input\":[\"a\",\"b\"]}"))
        .isEqualTo(new PromptTexts(List.of("a", "b"), 0));
    assertThat(texts(Operation.EMBEDDING, "{\"input\":[1,2]}"))
        .isEqualTo(new PromptTexts(List.of(), 0));
  }

  /// A field that this operation does not have is none of the prompt, and is bounded all the same.
  @Test
  void aPromptInAChatStaysWithItsBytes() {
    assertThat(texts(Operation.CHAT, "{\"prompt\":\"abc\",\"messages\":[]}"))
        .isEqualTo(new PromptTexts(List.of(), 3));
  }

  @Test
  void asksAnEngineAboutAChatWithTheClientsOwnBody() {
    InferenceRequest request =
        read(Operation.CHAT, "{\"model\":\"m\",\"messages\":[],\"tools\":[],\"documents\":[1]}");

    assertThat(asked(request, "served"))
        .contains("{\"model\":\"served\",\"messages\":[],\"tools\":[],\"documents\":[1]}");
  }

  @Test
  void asksAnEngineAboutOnePromptAndAboutNoMore() {
    assertThat(asked(read(Operation.COMPLETION, "{\"prompt\":\"a \\\"b\"}"), "m"))
        .contains("{\"model\":\"m\",\"prompt\":\"a \\\"b\"}");
    assertThat(asked(read(Operation.EMBEDDING, "{\"input\":[\"a\",\"b\"]}"), "m")).isEmpty();
    assertThat(asked(read(Operation.COMPLETION, "{\"prompt\":[1,2]}"), "m")).isEmpty();
    assertThat(asked(read(Operation.COMPLETION, "{}"), "m")).isEmpty();
  }

  @Test
  void readsTheCountOfAnAnswer() {
    assertThat(count("{\"tokens\":[1,{\"count\":9}],\"count\":3}")).hasValue(3);
    assertThat(count("{\"count\":0}")).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"count\":-1}",
        "{\"count\":1.5}",
        "{\"count\":\"3\"}",
        "<html>",
        "{\"count\":99999999999999999999}",
        "{\"count\":",
        "{\"tokens\":[1,"
      })
  void believesNoOtherAnswer(String answer) {
    assertThat(count(answer)).isEmpty();
  }

  private static OptionalLong count(String answer) {
    return TokenizeBody.count(answer.getBytes(UTF_8));
  }

  private static Optional<String> asked(InferenceRequest request, String model) {
    return TokenizeBody.of(request, model).map(body -> new String(body, UTF_8));
  }

  private static PromptTexts texts(Operation operation, String body) {
    return PromptTexts.of(read(operation, body));
  }

  private static InferenceRequest read(Operation operation, String body) {
    Result result = RequestReader.read(operation, body.getBytes(UTF_8));
    assertThat(result).isInstanceOf(Result.Read.class);
    return ((Result.Read) result).request();
  }
}
