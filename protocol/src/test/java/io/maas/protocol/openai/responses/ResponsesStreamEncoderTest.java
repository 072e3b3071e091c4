package io.maas.protocol.openai.responses;

import static io.maas.protocol.openai.Asked.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.conversation.AnswerEvent;
import io.maas.protocol.conversation.AnswerEvent.ArgumentsPiece;
import io.maas.protocol.conversation.AnswerEvent.Began;
import io.maas.protocol.conversation.AnswerEvent.BlockEnded;
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
import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.Stop;
import io.maas.protocol.conversation.Stop.Reason;
import io.maas.protocol.conversation.Told;
import io.maas.protocol.conversation.WholeAnswer;
import io.maas.protocol.openai.Asked;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ResponsesStreamEncoderTest {

  private static final AnswerEvent BEGAN = new Began("p-1", "m-1");
  private static final AnswerEvent END = new Stopped(Stop.of(Reason.END));
  private static final AnswerEvent CALLED = new Stopped(Stop.of(Reason.CALLS));
  private static final AnswerEvent FINISHED = new Finished();
  private static final Told TOLD =
      new Told(
          OptionalLong.of(100),
          OptionalLong.of(60),
          OptionalLong.of(20),
          OptionalLong.of(30),
          OptionalLong.of(10));

  @Test
  void tellsAMessageFromItsBeginningToItsEnd() {
    List<JsonNode> events = write(BEGAN, new TextPiece("a"), new TextPiece("b"), END, FINISHED);

    assertThat(events)
        .extracting(event -> event.path("type").textValue())
        .containsExactly(
            "response.created",
            "response.in_progress",
            "response.output_item.added",
            "response.content_part.added",
            "response.output_text.delta",
            "response.output_text.delta",
            "response.output_text.done",
            "response.content_part.done",
            "response.output_item.done",
            "response.completed");
    assertThat(events)
        .extracting(event -> event.path("sequence_number").intValue())
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void repeatsTheTextInTheItemsEndAndInTheResponse() {
    List<JsonNode> events = write(BEGAN, new TextPiece("a"), new TextPiece("b"), END, FINISHED);

    JsonNode item =
        json(
            "{'id':'msg_r1_0','type':'message','status':'completed','role':'assistant',"
                + "'content':[{'type':'output_text','annotations':[],'logprobs':[],'text':'ab'}]}");
    assertThat(events.get(8).path("item")).isEqualTo(item);
    assertThat(events.get(9).path("response").path("output").get(0)).isEqualTo(item);
    assertThat(events.get(9).path("response").path("id").textValue()).isEqualTo("resp_r1");
  }

  @Test
  void waitsForUsageThatComesLast() {
    List<JsonNode> events = write(BEGAN, new TextPiece("a"), END, new Counted(TOLD), FINISHED);

    assertThat(events.getLast().path("response").path("usage"))
        .isEqualTo(
            json(
                "{'input_tokens':100,'output_tokens':30,'total_tokens':130,"
                    + "'input_tokens_details':{'cached_tokens':60,'cache_write_tokens':20},"
                    + "'output_tokens_details':{'reasoning_tokens':10}}"));
  }

  @Test
  void doesNotCompleteBeforeTheEnd() {
    assertThat(written("", BEGAN, new TextPiece("a"), END, new Counted(TOLD)))
        .doesNotContain("response.completed");
  }

  @Test
  void keepsCallsApartThatComeAtOnce() {
    List<JsonNode> events =
        write(
            BEGAN,
            new CallBegan(0, "c1", "f", null),
            new CallBegan(1, "c2", "g", null),
            new ArgumentsPiece(1, "{}"),
            new ArgumentsPiece(0, "{\"a\":1}"),
            CALLED,
            FINISHED);

    assertThat(events.getLast().path("response").path("output"))
        .isEqualTo(
            json(
                "[{'id':'fc_r1_0','type':'function_call','status':'completed','arguments':'{\\'a\\':1}','call_id':'c1','name':'f'},"
                    + "{'id':'fc_r1_1','type':'function_call','status':'completed','arguments':'{}','call_id':'c2','name':'g'}]"));
  }

  @Test
  void givesACallWithoutArgumentsAnEmptyObject() {
    List<JsonNode> events =
        write(BEGAN, new CallBegan(0, "c1", "f", null), new BlockEnded(), CALLED, FINISHED);

    assertThat(events.get(events.size() - 2).path("item").path("arguments").textValue())
        .isEqualTo("{}");
  }

  @Test
  void givesFreeTextAndNamespacesBackWhateverPiecesTheArgumentsComeIn() {
    String tools =
        ",'tools':[{'type':'custom','name':'p'},{'type':'namespace','name':'n','tools':[{'type':'function','name':'f'}]}]";
    String arguments = "{\"input\": \"a\\n\\\"b\\\" \\u00e9\"}";
    for (int size = 1; size <= arguments.length(); size++) {
      AnswerEvent[] events =
          new AnswerEvent[arguments.length() / size + (arguments.length() % size == 0 ? 0 : 1) + 5];
      int at = 0;
      events[at++] = BEGAN;
      events[at++] = new CallBegan(0, "c1", "p", null);
      for (int from = 0; from < arguments.length(); from += size) {
        events[at++] =
            new ArgumentsPiece(
                0, arguments.substring(from, Math.min(arguments.length(), from + size)));
      }
      events[at++] = new CallBegan(1, "c2", "n__f", null);
      events[at++] = CALLED;
      events[at] = FINISHED;

      JsonNode response = Asked.data(written(tools, events)).getLast().path("response");

      assertThat(response.path("output"))
          .isEqualTo(
              json(
                  "[{'id':'ctc_r1_0','type':'custom_tool_call','status':'completed','input':'a\\n\\'b\\' é','call_id':'c1','name':'p'},"
                      + "{'id':'fc_r1_1','type':'function_call','status':'completed','arguments':'{}','call_id':'c2','name':'f','namespace':'n'}]"));
      assertThat(response.path("tools").get(1).path("name").textValue()).isEqualTo("n");
    }
  }

  @Test
  void tellsThoughtsWithTheirSignatures() {
    List<JsonNode> events =
        write(
            BEGAN,
            new ThoughtPiece("a"),
            new ThoughtSigned("sig"),
            new ThoughtSigned("empty"),
            new SealedThoughtCame("sealed"),
            new TextPiece("t"),
            END,
            FINISHED);

    JsonNode output = events.getLast().path("response").path("output");
    assertThat(List.of(output.get(0), output.get(1), output.get(2)))
        .containsExactly(
            json(
                "{'id':'rs_r1_0','type':'reasoning','summary':[{'type':'summary_text','text':'a'}],'encrypted_content':'sig'}"),
            json(
                "{'id':'rs_r1_1','type':'reasoning','summary':[{'type':'summary_text','text':''}],'encrypted_content':'empty'}"),
            json("{'id':'rs_r1_2','type':'reasoning','summary':[],'encrypted_content':'sealed'}"));
  }

  @Test
  void isIncompleteWhereTheModelWasCutOrSilenced() {
    JsonNode cut =
        write(BEGAN, new TextPiece("a"), new Stopped(Stop.of(Reason.LENGTH)), FINISHED).getLast();
    JsonNode silenced = write(BEGAN, new Stopped(Stop.of(Reason.DECLINED)), FINISHED).getLast();
    JsonNode declined =
        write(BEGAN, new DeclinedPiece("no"), new Stopped(Stop.of(Reason.DECLINED)), FINISHED)
            .getLast();

    assertThat(cut.path("type").textValue()).isEqualTo("response.incomplete");
    assertThat(cut.path("response").path("incomplete_details"))
        .isEqualTo(json("{'reason':'max_output_tokens'}"));
    assertThat(cut.path("response").path("output").get(0).path("status").textValue())
        .isEqualTo("incomplete");
    assertThat(silenced.path("response").path("incomplete_details"))
        .isEqualTo(json("{'reason':'content_filter'}"));
    assertThat(declined.path("type").textValue()).isEqualTo("response.completed");
  }

  @Test
  void failsWithTheWholeResponseAndThenSaysNothingMore() {
    List<JsonNode> events =
        write(BEGAN, new TextPiece("a"), new Failed("overloaded_error", "busy"), FINISHED);

    assertThat(events.getLast().path("type").textValue()).isEqualTo("response.failed");
    assertThat(events.getLast().path("response").path("error"))
        .isEqualTo(json("{'code':'server_is_overloaded','message':'busy'}"));
    assertThat(events.getLast().path("response").path("status").textValue()).isEqualTo("failed");
  }

  @Test
  void endsAStreamThatIsNotOursInTheSameWay() {
    String end =
        new String(
            ResponsesError.of(null, "the key was revoked").toStreamEnd(Asked.HEADING, 7), UTF_8);

    assertThat(end).startsWith("event: response.failed\ndata: {").endsWith("}\n\n");
    assertThat(Asked.data(end).getFirst().path("sequence_number").intValue()).isEqualTo(7);
    assertThat(Asked.data(end).getFirst().path("response").path("error"))
        .isEqualTo(json("{'code':'server_error','message':'the key was revoked'}"));
  }

  @Test
  void writesOneBodyWithTheSameItems() {
    WholeAnswer answer =
        new WholeAnswer(
            "p-1",
            null,
            List.of(
                new Content.Thought("hm", null),
                new Content.Text("a"),
                new Content.ToolCall("c1", "f", "{}", "gemini")),
            Stop.of(Reason.CALLS),
            Told.NOTHING);

    JsonNode body = json(new ResponsesAnswerEncoder(asked(""), Asked.HEADING).whole(answer));

    assertThat(body.path("model").textValue()).isEqualTo("asked-model");
    assertThat(body.path("usage").isNull()).isTrue();
    assertThat(body.path("output"))
        .isEqualTo(
            json(
                "[{'id':'rs_r1_0','type':'reasoning','summary':[{'type':'summary_text','text':'hm'}]},"
                    + "{'id':'msg_r1_1','type':'message','status':'completed','role':'assistant','content':[{'type':'output_text','annotations':[],'logprobs':[],'text':'a'}]},"
                    + "{'id':'fc_r1_2','type':'function_call','status':'completed','arguments':'{}','call_id':'c1','name':'f','extra_content':{'google':{'thought_signature':'gemini'}}}]"));
  }

  private static Conversation asked(String fields) {
    return Asked.read(new ResponsesRequestDecoder(), "{'model':'m','input':'hi'" + fields + "}");
  }

  private static String written(String fields, AnswerEvent... events) {
    return Asked.written(new ResponsesAnswerEncoder(asked(fields), Asked.HEADING), events);
  }

  private static List<JsonNode> write(AnswerEvent... events) {
    return Asked.data(written("", events));
  }
}
