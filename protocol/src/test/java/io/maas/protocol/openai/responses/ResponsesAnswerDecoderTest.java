package io.maas.protocol.openai.responses;

import static io.maas.protocol.openai.Asked.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.maas.protocol.conversation.AnswerEvent;
import io.maas.protocol.conversation.AnswerEvent.ArgumentsPiece;
import io.maas.protocol.conversation.AnswerEvent.Began;
import io.maas.protocol.conversation.AnswerEvent.BlockEnded;
import io.maas.protocol.conversation.AnswerEvent.CallBegan;
import io.maas.protocol.conversation.AnswerEvent.Counted;
import io.maas.protocol.conversation.AnswerEvent.Failed;
import io.maas.protocol.conversation.AnswerEvent.Finished;
import io.maas.protocol.conversation.AnswerEvent.SealedThoughtCame;
import io.maas.protocol.conversation.AnswerEvent.Stopped;
import io.maas.protocol.conversation.AnswerEvent.TextPiece;
import io.maas.protocol.conversation.AnswerEvent.ThoughtPiece;
import io.maas.protocol.conversation.AnswerEvent.ThoughtSigned;
import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Stop;
import io.maas.protocol.conversation.Stop.Reason;
import io.maas.protocol.conversation.Told;
import io.maas.protocol.conversation.WholeAnswer;
import io.maas.protocol.openai.Asked;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponsesAnswerDecoderTest {

  private static final AnswerEvent BEGAN = new Began("r", "m-1");
  private static final String CREATED =
      event("response.created", "'response':{'id':'r','model':'m-1','status':'in_progress'}");
  private static final String COMPLETED =
      event("response.completed", "'response':{'id':'r','status':'completed','usage':null}");

  @Test
  void readsItemsOfEveryKind() throws IOException {
    WholeAnswer answer =
        read(
            "{'id':'r','model':'m-1','status':'completed','output':["
                + "{'type':'reasoning','summary':[{'type':'summary_text','text':'a'},{'type':'summary_text','text':'b'}],'encrypted_content':'sig'},"
                + "{'type':'reasoning','summary':[],'encrypted_content':'sealed'},"
                + "{'type':'web_search_call'},"
                + "{'type':'message','content':[{'type':'output_text','text':'t'},{'type':'refusal','refusal':'no'}]},"
                + "{'type':'function_call','call_id':'c1','name':'f','arguments':''},"
                + "{'type':'custom_tool_call','call_id':'c2','name':'p','input':'x'}],"
                + "'usage':{'input_tokens':100,'input_tokens_details':{'cached_tokens':60,'cache_write_tokens':20},"
                + "'output_tokens':30,'output_tokens_details':{'reasoning_tokens':10}}}");

    assertThat(answer.content())
        .containsExactly(
            new Content.Thought("a\n\nb", "sig"),
            new Content.SealedThought("sealed"),
            new Content.Foreign("web_search_call", json("{'type':'web_search_call'}")),
            new Content.Text("t"),
            new Content.Declined("no"),
            new Content.ToolCall("c1", "f", "{}", null),
            new Content.ToolCall("c2", "p", "{\"input\":\"x\"}", null));
    assertThat(answer.stop()).isEqualTo(Stop.of(Reason.CALLS));
    assertThat(answer.told())
        .isEqualTo(
            new Told(
                OptionalLong.of(100),
                OptionalLong.of(60),
                OptionalLong.of(20),
                OptionalLong.of(30),
                OptionalLong.of(10)));
  }

  @Test
  void knowsWhyAResponseIsIncomplete() throws IOException {
    String body = "{'status':'incomplete','incomplete_details':{'reason':'%s'},'output':[]}";

    assertThat(read(body.formatted("max_output_tokens")).stop().reason()).isEqualTo(Reason.LENGTH);
    assertThat(read(body.formatted("content_filter")).stop().reason()).isEqualTo(Reason.DECLINED);
    assertThat(read(body.formatted("eaten_by_bear")).stop())
        .isEqualTo(new Stop(Reason.OTHER, null, "eaten_by_bear"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{'status':'failed','error':{'code':'server_error','message':'no'},'output':[]}"
      })
  void isNoAnswerWhateverTheStatusSaid(String body) {
    assertThatIOException()
        .isThrownBy(() -> read(body))
        .withMessageEndingWith("(expected: a response)");
  }

  @Test
  void readsAStreamAndPassesOverWhatItDoesNotKnow() {
    assertThat(
            events(
                CREATED
                    + event("response.brand_new", "'delta':'x'")
                    + added(0, "'type':'reasoning','summary':[]")
                    + event("response.reasoning_summary_part.added", "'output_index':0")
                    + event("response.reasoning_summary_text.delta", "'output_index':0,'delta':'a'")
                    + event("response.reasoning_summary_part.added", "'output_index':0")
                    + event("response.reasoning_summary_text.delta", "'output_index':0,'delta':'b'")
                    + done(0, "'type':'reasoning','summary':[],'encrypted_content':'sig'")
                    + added(1, "'type':'message'")
                    + event("response.output_text.delta", "'output_index':1,'delta':'t'")
                    + event("response.output_text.done", "'output_index':1,'text':'t'")
                    + done(1, "'type':'message','content':[{'type':'output_text','text':'t'}]")
                    + COMPLETED
                    + "data: [DONE]\n\n"))
        .containsExactly(
            BEGAN,
            new ThoughtPiece("a"),
            new ThoughtPiece("\n\n"),
            new ThoughtPiece("b"),
            new ThoughtSigned("sig"),
            new BlockEnded(),
            new TextPiece("t"),
            new BlockEnded(),
            new Stopped(Stop.of(Reason.END)),
            new Finished());
  }

  @Test
  void tellsAnItemWholeThatCameWithoutPieces() {
    assertThat(
            events(
                CREATED
                    + done(0, "'type':'reasoning','summary':[],'encrypted_content':'sealed'")
                    + done(1, "'type':'message','content':[{'type':'output_text','text':'t'}]")
                    + done(2, "'type':'function_call','call_id':'c1','name':'f','arguments':'{}'")
                    + done(3, "'type':'custom_tool_call','call_id':'c2','name':'p','input':'x'")
                    + COMPLETED))
        .containsExactly(
            BEGAN,
            new SealedThoughtCame("sealed"),
            new BlockEnded(),
            new TextPiece("t"),
            new BlockEnded(),
            new CallBegan(0, "c1", "f", null),
            new ArgumentsPiece(0, "{}"),
            new BlockEnded(),
            new CallBegan(1, "c2", "p", null),
            new ArgumentsPiece(1, "{\"input\":\"x"),
            new ArgumentsPiece(1, "\"}"),
            new BlockEnded(),
            new Stopped(Stop.of(Reason.CALLS)),
            new Finished());
  }

  @Test
  void tellsCallsApartByTheirOutputIndex() {
    assertThat(
            events(
                CREATED
                    + added(0, "'type':'function_call','call_id':'c1','name':'f','arguments':''")
                    + added(1, "'type':'custom_tool_call','call_id':'c2','name':'p','input':''")
                    + event(
                        "response.custom_tool_call_input.delta", "'output_index':1,'delta':'a\\nb'")
                    + event(
                        "response.function_call_arguments.delta", "'output_index':0,'delta':'{}'")
                    + done(0, "'type':'function_call','call_id':'c1','name':'f','arguments':'{}'")))
        .containsExactly(
            BEGAN,
            new CallBegan(0, "c1", "f", null),
            new CallBegan(1, "c2", "p", null),
            new ArgumentsPiece(1, "{\"input\":\"a\\nb"),
            new ArgumentsPiece(0, "{}"),
            new BlockEnded());
  }

  @Test
  void failsAsTheUpstreamSays() {
    assertThat(
            events(
                CREATED
                    + event(
                        "response.failed",
                        "'response':{'status':'failed','usage':{'input_tokens':1,'output_tokens':2},"
                            + "'error':{'code':'rate_limit_exceeded','message':'wait'}}")
                    + COMPLETED))
        .containsExactly(
            BEGAN,
            new Counted(
                new Told(
                    OptionalLong.of(1),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    OptionalLong.of(2),
                    OptionalLong.empty())),
            new Failed("rate_limit_exceeded", "wait"));
    assertThat(events(event("error", "'code':'server_error','message':'no','param':null")))
        .containsExactly(new Failed("server_error", "no"));
    assertThat(events("data: {'error':{'type':'x','message':'no'}}\n\n"))
        .containsExactly(new Failed("x", "no"));
  }

  @Test
  void doesNotEndWhereTheUpstreamWasCutOff() {
    assertThat(events(CREATED + "data: [DONE]\n\n")).containsExactly(BEGAN);
  }

  private static WholeAnswer read(String body) throws IOException {
    return new ResponsesAnswerDecoder().whole(Asked.bytes(body));
  }

  private static List<AnswerEvent> events(String stream) {
    return Asked.events(new ResponsesAnswerDecoder(), stream);
  }

  private static String event(String type, String fields) {
    return "event: " + type + "\ndata: {'type':'" + type + "'," + fields + "}\n\n";
  }

  private static String added(int index, String item) {
    return event(
        "response.output_item.added", "'output_index':" + index + ",'item':{" + item + "}");
  }

  private static String done(int index, String item) {
    return event("response.output_item.done", "'output_index':" + index + ",'item':{" + item + "}");
  }
}
