package io.maas.protocol.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maas.protocol.conversation.AnswerEncoder.Heading;
import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Stop;
import io.maas.protocol.conversation.Stop.Reason;
import io.maas.protocol.conversation.Told;
import io.maas.protocol.conversation.WholeAnswer;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesAnswerTest {

  private static final Told TOLD =
      new Told(
          OptionalLong.of(100),
          OptionalLong.of(60),
          OptionalLong.of(20),
          OptionalLong.of(30),
          OptionalLong.of(10));

  @Test
  void readsAnAnswerInOnePiece() throws IOException {
    WholeAnswer answer =
        read(
            "{'id':'msg_1','model':'claude','content':["
                + "{'type':'thinking','thinking':'a','signature':'s'},"
                + "{'type':'redacted_thinking','data':'d'},"
                + "{'type':'server_tool_use','id':'s1','name':'web_search','input':{}},"
                + "{'type':'text','text':'b','citations':[]},"
                + "{'type':'tool_use','id':'t1','name':'f','input':{'a':1}}],"
                + "'stop_reason':'tool_use','usage':{'input_tokens':20,"
                + "'cache_read_input_tokens':60,'cache_creation_input_tokens':20,"
                + "'output_tokens':30,'output_tokens_details':{'thinking_tokens':10}}}");

    assertThat(answer)
        .isEqualTo(
            new WholeAnswer(
                "msg_1",
                "claude",
                List.of(
                    new Content.Thought("a", "s"),
                    new Content.SealedThought("d"),
                    new Content.Text("b"),
                    new Content.ToolCall("t1", "f", "{\"a\":1}", null)),
                Stop.of(Reason.CALLS),
                TOLD));
  }

  @Test
  void tellsNoCountThatTheUpstreamDidNotTell() throws IOException {
    assertThat(read("{'content':[],'usage':{'input_tokens':-1,'output_tokens':'5'}}").told())
        .isEqualTo(Told.NOTHING);
  }

  @ParameterizedTest
  @CsvSource({
    "end_turn, END",
    "max_tokens, LENGTH",
    "stop_sequence, SEQUENCE",
    "tool_use, CALLS",
    "refusal, DECLINED",
    "model_context_window_exceeded, CONTEXT",
    "pause_turn, PAUSED"
  })
  void readsAndWritesWhyTheModelStopped(String word, Reason reason) throws IOException {
    Stop stop = read("{'content':[],'stop_reason':'" + word + "'}").stop();

    assertThat(stop.reason()).isEqualTo(reason);
    assertThat(write(new WholeAnswer(null, null, List.of(), stop, TOLD)))
        .contains("\"stop_reason\":\"" + word + "\"");
  }

  @Test
  void takesAnUnknownReasonForAnEnd() throws IOException {
    Stop stop = read("{'content':[],'stop_reason':'compaction'}").stop();

    assertThat(stop).isEqualTo(new Stop(Reason.OTHER, null, "compaction"));
    assertThat(write(new WholeAnswer(null, null, List.of(), stop, TOLD)))
        .contains("\"stop_reason\":\"end_turn\"");
  }

  @Test
  void refusesWhatIsNoAnswer() {
    assertThatThrownBy(() -> read("{'type':'error','error':{'type':'api_error','message':'x'}}"))
        .isInstanceOf(IOException.class)
        .hasMessage("answer: error api_error: x (expected: a message)");
    assertThatThrownBy(() -> read("{'choices':[]}"))
        .isInstanceOf(IOException.class)
        .hasMessage("answer: no content (expected: a message with an array of blocks)");
    assertThatThrownBy(() -> read("<html>"))
        .isInstanceOf(IOException.class)
        .hasMessage("answer: not JSON (expected: a message)");
    assertThatThrownBy(() -> read("")).isInstanceOf(IOException.class);
  }

  @Test
  void writesAnAnswerFieldByField() {
    assertThat(
            write(
                new WholeAnswer(
                    "chatcmpl-1",
                    "reported",
                    List.of(
                        new Content.Thought("a", null),
                        new Content.Text(""),
                        new Content.Text("b"),
                        new Content.ToolCall("call_1", "f", "{\"a\":1.50}", "sig"),
                        new Content.ToolCall("call_2", "f", "oops", null)),
                    Stop.of(Reason.CALLS),
                    TOLD)))
        .isEqualTo(
            ("{'id':'msg_0190','type':'message','role':'assistant','model':'reported','content':["
                    + "{'type':'thinking','thinking':'a','signature':''},"
                    + "{'type':'text','text':'b'},"
                    + "{'type':'thinking','thinking':'','signature':'maas-call:sig'},"
                    + "{'type':'tool_use','id':'call_1','name':'f','input':{'a':1.50}},"
                    + "{'type':'tool_use','id':'call_2','name':'f','input':{'input':'oops'}}],"
                    + "'stop_reason':'tool_use','stop_sequence':null,"
                    + "'usage':{'input_tokens':20,'cache_creation_input_tokens':20,"
                    + "'cache_read_input_tokens':60,'output_tokens':30,"
                    + "'output_tokens_details':{'thinking_tokens':10}}}")
                .replace('\'', '"'));
  }

  @Test
  void answersByTheNameThatWasAskedForWhereTheUpstreamToldNone() {
    assertThat(write(new WholeAnswer(null, null, List.of(), Stop.of(Reason.END), Told.NOTHING)))
        .contains("\"model\":\"asked\"");
  }

  private static WholeAnswer read(String body) throws IOException {
    return new MessagesAnswerDecoder().whole(body.replace('\'', '"').getBytes(UTF_8));
  }

  private static String write(WholeAnswer answer) {
    byte[] written = new MessagesAnswerEncoder(new Heading("0190", "asked", 7)).whole(answer);
    return new String(written, UTF_8);
  }
}
