package io.maas.protocol.openai.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Stop;
import io.maas.protocol.conversation.Stop.Reason;
import io.maas.protocol.conversation.Told;
import io.maas.protocol.conversation.WholeAnswer;
import io.maas.protocol.openai.Asked;
import java.io.IOException;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatAnswerDecoderTest {

  @Test
  void readsWhatTheModelThoughtSaidAndCalled() throws IOException {
    WholeAnswer answer =
        read(
            "{'id':'x','model':'m-1','choices':[{'index':0,'finish_reason':'stop','message':{'role':'assistant',"
                + "'reasoning':'hm','content':'yes','tool_calls':[{'function':{'name':'f','arguments':{'a':1}}},"
                + "{'id':'c2','type':'function','function':{'name':'g','arguments':''}}]}}],"
                + "'usage':{'prompt_tokens':10,'completion_tokens':4,'prompt_tokens_details':{'cached_tokens':6},"
                + "'completion_tokens_details':{'reasoning_tokens':2}}}");

    assertThat(answer)
        .isEqualTo(
            new WholeAnswer(
                "x",
                "m-1",
                java.util.List.of(
                    new Content.Thought("hm", null),
                    new Content.Text("yes"),
                    new Content.ToolCall("call_x_0", "f", "{\"a\":1}", null),
                    new Content.ToolCall("c2", "g", "{}", null)),
                Stop.of(Reason.CALLS),
                new Told(
                    OptionalLong.of(10),
                    OptionalLong.of(6),
                    OptionalLong.empty(),
                    OptionalLong.of(4),
                    OptionalLong.of(2))));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"stop\"', END",
    "'\"length\"', LENGTH",
    "'\"tool_calls\"', CALLS",
    "'\"function_call\"', CALLS",
    "'\"content_filter\"', DECLINED",
    "'\"eaten_by_bear\"', OTHER",
    "'null', END",
    "'7', END"
  })
  void takesAnyFinishReason(String word, Reason reason) throws IOException {
    WholeAnswer answer =
        read("{'choices':[{'message':{'content':null},'finish_reason':" + word + "}]}");

    assertThat(answer.stop().reason()).isEqualTo(reason);
    assertThat(answer.content()).isEmpty();
    assertThat(answer.told()).isEqualTo(Told.NOTHING);
  }

  @Test
  void knowsWhichStopSequenceWasMetWhereTheEngineTellsIt() throws IOException {
    WholeAnswer answer =
        read(
            "{'choices':[{'message':{'content':'1'},'finish_reason':'stop','stop_reason':'END'}]}");

    assertThat(answer.stop()).isEqualTo(new Stop(Reason.SEQUENCE, "END", null));
  }

  @Test
  void readsPartsAndTheOldFunctionCall() throws IOException {
    WholeAnswer answer =
        read(
            "{'choices':[{'message':{'content':[{'type':'text','text':'a'},{'type':'text','text':'b'}],"
                + "'function_call':{'name':'f','arguments':'{}'}},'finish_reason':'function_call'}]}");

    assertThat(answer.content())
        .containsExactly(
            new Content.Text("a"),
            new Content.Text("b"),
            new Content.ToolCall("call_0", "f", "{}", null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "[]",
        "{}",
        "{'choices':[]}",
        "{'choices':[{}]}",
        "{'error':{'message':'no'}}",
        "{'object':'error','message':'no','code':400}"
      })
  void isNoAnswerWhateverTheStatusSaid(String body) {
    assertThatIOException()
        .isThrownBy(() -> read(body))
        .withMessageStartingWith("answer: ")
        .withMessageEndingWith("(expected: a chat completion)");
  }

  private static WholeAnswer read(String body) throws IOException {
    return new ChatAnswerDecoder().whole(Asked.bytes(body));
  }
}
