package io.maas.protocol.openai.chat;

import static io.maas.protocol.openai.Asked.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.conversation.AnswerEvent;
import io.maas.protocol.conversation.AnswerEvent.ArgumentsPiece;
import io.maas.protocol.conversation.AnswerEvent.Began;
import io.maas.protocol.conversation.AnswerEvent.CallBegan;
import io.maas.protocol.conversation.AnswerEvent.Counted;
import io.maas.protocol.conversation.AnswerEvent.DeclinedPiece;
import io.maas.protocol.conversation.AnswerEvent.Failed;
import io.maas.protocol.conversation.AnswerEvent.Finished;
import io.maas.protocol.conversation.AnswerEvent.SealedThoughtCame;
import io.maas.protocol.conversation.AnswerEvent.Stopped;
import io.maas.protocol.conversation.AnswerEvent.TextPiece;
import io.maas.protocol.conversation.AnswerEvent.ThoughtPiece;
import io.maas.protocol.conversation.AnswerEvent.ThoughtSigned;
import io.maas.protocol.conversation.Stop;
import io.maas.protocol.conversation.Stop.Reason;
import io.maas.protocol.conversation.Told;
import io.maas.protocol.openai.Asked;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ChatStreamEncoderTest {

  private static final AnswerEvent BEGAN = new Began("p-1", "m-1");
  private static final AnswerEvent END = new Stopped(Stop.of(Reason.END));
  private static final AnswerEvent FINISHED = new Finished();
  private static final AnswerEvent COUNTED =
      new Counted(
          new Told(
              OptionalLong.of(12),
              OptionalLong.empty(),
              OptionalLong.empty(),
              OptionalLong.of(5),
              OptionalLong.empty()));

  @Test
  void beginsWithTheRoleAndEndsWithDone() {
    String stream = write("'stream':true", BEGAN, new TextPiece("hi"), END, COUNTED, FINISHED);

    assertThat(stream)
        .isEqualTo(
            chunk("'role':'assistant','content':''", "null")
                + chunk("'content':'hi'", "null")
                + chunk("", "'stop'")
                + "data: [DONE]\n\n");
  }

  @Test
  void tellsUsageToWhoAskedForIt() {
    List<JsonNode> data =
        Asked.data(
            write(
                "'stream':true,'stream_options':{'include_usage':true}",
                BEGAN,
                END,
                COUNTED,
                FINISHED));

    assertThat(data.getLast().path("choices")).isEmpty();
    assertThat(data.getLast().path("usage"))
        .isEqualTo(
            json(
                "{'prompt_tokens':12,'completion_tokens':5,'total_tokens':17,"
                    + "'prompt_tokens_details':{'cached_tokens':0,'cache_write_tokens':0},'completion_tokens_details':{'reasoning_tokens':0}}"));
  }

  @Test
  void isSilentAboutUsageThatNobodyTold() {
    String stream =
        write("'stream_options':{'include_usage':true}", BEGAN, new TextPiece("a"), END, FINISHED);

    assertThat(stream).doesNotContain("usage").endsWith("data: [DONE]\n\n");
  }

  @Test
  void numbersCallsAndLeavesNoneWithoutArguments() {
    List<JsonNode> deltas =
        deltas(
            write(
                "'n':1",
                BEGAN,
                new CallBegan(0, "c1", "f", "sig"),
                new CallBegan(1, "c2", "g", null),
                new ArgumentsPiece(0, "{\"a\":1}"),
                new Stopped(Stop.of(Reason.CALLS)),
                FINISHED));

    assertThat(deltas.subList(1, 6))
        .containsExactly(
            json(
                "{'tool_calls':[{'index':0,'id':'c1','type':'function','function':{'name':'f','arguments':''},"
                    + "'extra_content':{'google':{'thought_signature':'sig'}}}]}"),
            json(
                "{'tool_calls':[{'index':1,'id':'c2','type':'function','function':{'name':'g','arguments':''}}]}"),
            json("{'tool_calls':[{'index':0,'function':{'arguments':'{\\'a\\':1}'}}]}"),
            json("{'tool_calls':[{'index':1,'function':{'arguments':'{}'}}]}"),
            json("{}"));
  }

  @Test
  void givesFreeTextBackToTheToolThatTakesIt() {
    String stream =
        write(
            "'tools':[{'type':'custom','custom':{'name':'p'}}]",
            BEGAN,
            new CallBegan(0, "c1", "p", null),
            new ArgumentsPiece(0, "{\"inp"),
            new ArgumentsPiece(0, "ut\":\"a\\nb\"}"),
            new Stopped(Stop.of(Reason.CALLS)),
            FINISHED);

    assertThat(deltas(stream).get(1))
        .isEqualTo(
            json(
                "{'tool_calls':[{'index':0,'id':'c1','type':'custom','custom':{'name':'p','input':'a\\nb'}}]}"));
  }

  @Test
  void showsThoughtsAndKeepsWhatOnlyTheirProviderCanRead() {
    List<JsonNode> deltas =
        deltas(
            write(
                "'n':1",
                BEGAN,
                new ThoughtPiece("hm"),
                new ThoughtSigned("sig"),
                new SealedThoughtCame("x"),
                new DeclinedPiece("no"),
                new Stopped(Stop.of(Reason.DECLINED)),
                FINISHED));

    assertThat(deltas.subList(1, 4))
        .containsExactly(json("{'reasoning_content':'hm'}"), json("{'refusal':'no'}"), json("{}"));
  }

  @Test
  void tellsAnErrorInTheMiddleAndThenNothingMore() {
    String stream =
        write("'n':1", BEGAN, new Failed(null, "out of memory"), new TextPiece("x"), FINISHED);

    assertThat(stream)
        .endsWith(
            "data: {\"error\":{\"message\":\"out of memory\",\"type\":\"upstream_error\",\"param\":null,"
                + "\"code\":\"upstream_error\",\"request_id\":\"r1\"}}\n\ndata: [DONE]\n\n");
  }

  @Test
  void tellsWhyItStoppedInWordsThatClientsKnow() {
    assertThat(finishReason(Reason.CONTEXT)).isEqualTo("length");
    assertThat(finishReason(Reason.OTHER)).isEqualTo("stop");
    assertThat(finishReason(Reason.PAUSED)).isEqualTo("stop");
    assertThat(finishReason(Reason.DECLINED)).isEqualTo("content_filter");
  }

  private static String finishReason(Reason reason) {
    List<JsonNode> data =
        Asked.data(write("'n':1", BEGAN, new Stopped(new Stop(reason, null, "x")), FINISHED));
    return data.getLast().path("choices").path(0).path("finish_reason").textValue();
  }

  private static String write(String fields, AnswerEvent... events) {
    var asked =
        Asked.read(
            new ChatRequestDecoder(),
            "{'model':'m','messages':[{'role':'user','content':'hi'}]," + fields + "}");
    return Asked.written(new ChatAnswerEncoder(asked, Asked.HEADING), events);
  }

  private static List<JsonNode> deltas(String stream) {
    return Asked.data(stream).stream()
        .map(chunk -> chunk.path("choices").path(0).path("delta"))
        .toList();
  }

  private static String chunk(String delta, String reason) {
    return ("data: {'id':'chatcmpl-r1','object':'chat.completion.chunk','created':1764000000,'model':'m-1',"
            + "'choices':[{'index':0,'delta':{"
            + delta
            + "},'finish_reason':"
            + reason
            + "}]}\n\n")
        .replace('\'', '"');
  }
}
