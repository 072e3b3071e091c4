package io.maas.protocol.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.protocol.conversation.AnswerDecoder.StreamDecoder;
import io.maas.protocol.conversation.AnswerEvent;
import io.maas.protocol.conversation.AnswerEvent.Alive;
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
import io.maas.protocol.conversation.Stop;
import io.maas.protocol.conversation.Stop.Reason;
import io.maas.protocol.conversation.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MessagesStreamDecoderTest {

  private static final String START =
      "{'type':'message_start','message':{'id':'msg_1','model':'claude','usage':"
          + "{'input_tokens':20,'cache_read_input_tokens':60,'cache_creation_input_tokens':20,"
          + "'output_tokens':1}}}";

  private final StreamDecoder decoder = new MessagesAnswerDecoder().stream();
  private final List<AnswerEvent> events = new ArrayList<>();

  @Test
  void readsAnAnswerFromBeginningToEnd() {
    take(
        "{'type':'message_start','message':{'id':'msg_1','model':'claude'}}",
        "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}",
        "{'type':'ping'}",
        "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'Hel'}}",
        "{'index':0,'delta':{'text':'lo','type':'text_delta'},'type':'content_block_delta'}",
        "{'type':'content_block_stop','index':0}",
        "{'type':'message_delta','delta':{'stop_reason':'end_turn','stop_sequence':null}}",
        "{'type':'message_stop'}");

    assertThat(events)
        .containsExactly(
            new Began("msg_1", "claude"),
            new Alive(),
            new TextPiece("Hel"),
            new TextPiece("lo"),
            new BlockEnded(),
            new Stopped(Stop.of(Reason.END)),
            new Finished());
  }

  @Test
  void countsWhatWentThroughACacheAsInput() {
    take(START);

    assertThat(told()).isEqualTo(told(100, 60, 20, 1));
  }

  @Test
  void takesLaterCountsForEarlierOnesAndAddsNone() {
    take(
        START,
        "{'type':'message_delta','delta':{},'usage':{'input_tokens':20,"
            + "'cache_read_input_tokens':60,'cache_creation_input_tokens':20,'output_tokens':30}}");

    assertThat(told()).isEqualTo(told(100, 60, 20, 30));
  }

  @Test
  void keepsTheInputOfTheStartWhereTheEndTellsTheOutputOnly() {
    take(START, "{'type':'message_delta','delta':{},'usage':{'output_tokens':30}}");

    assertThat(told()).isEqualTo(told(100, 60, 20, 30));
  }

  @Test
  void keepsCachedTokensWhereTheEndTellsTheOtherInputOnly() {
    take(
        START,
        "{'type':'message_delta','delta':{},'usage':{'input_tokens':25,'output_tokens':30}}");

    assertThat(told()).isEqualTo(told(105, 60, 20, 30));
  }

  @Test
  void doesNotTakeAZeroAtTheEndForACount() {
    take(
        START,
        "{'type':'message_delta','delta':{},'usage':{'input_tokens':0,"
            + "'cache_read_input_tokens':0,'output_tokens':30}}");

    assertThat(told()).isEqualTo(told(100, 60, 20, 30));
  }

  @Test
  void readsCallsWithTheirPiecesByTheirBlocks() {
    take(
        "{'type':'content_block_start','index':1,'content_block':"
            + "{'type':'tool_use','id':'t1','name':'f','input':{}}}",
        "{'type':'content_block_delta','index':1,"
            + "'delta':{'type':'input_json_delta','partial_json':''}}",
        "{'type':'content_block_delta','index':1,"
            + "'delta':{'type':'input_json_delta','partial_json':'{}'}}",
        "{'type':'content_block_stop','index':1}",
        "{'type':'content_block_start','index':2,'content_block':"
            + "{'type':'tool_use','id':'t2','name':'g','input':{}}}",
        "{'type':'content_block_stop','index':2}");

    assertThat(events)
        .containsExactly(
            new CallBegan(0, "t1", "f", null),
            new ArgumentsPiece(0, "{}"),
            new BlockEnded(),
            new CallBegan(1, "t2", "g", null),
            new ArgumentsPiece(1, "{}"),
            new BlockEnded());
  }

  @Test
  void takesArgumentsThatComeWhole() {
    take(
        "{'type':'content_block_start','index':0,'content_block':"
            + "{'type':'tool_use','id':'t1','name':'f','input':{'a':1}}}",
        "{'type':'content_block_stop','index':0}");

    assertThat(events).contains(new ArgumentsPiece(0, "{\"a\":1}")).hasSize(3);
  }

  @Test
  void readsThoughtsAndTheirSignatures() {
    take(
        "{'type':'content_block_start','index':0,'content_block':"
            + "{'type':'thinking','thinking':'','signature':''}}",
        "{'type':'content_block_delta','index':0,"
            + "'delta':{'type':'thinking_delta','thinking':'a','estimated_tokens':3}}",
        "{'type':'content_block_delta','index':0,"
            + "'delta':{'type':'signature_delta','signature':'s'}}",
        "{'type':'content_block_stop','index':0}",
        "{'type':'content_block_start','index':1,'content_block':"
            + "{'type':'redacted_thinking','data':'d'}}",
        "{'type':'content_block_stop','index':1}");

    assertThat(events)
        .containsExactly(
            new ThoughtPiece("a"),
            new ThoughtSigned("s"),
            new BlockEnded(),
            new SealedThoughtCame("d"),
            new BlockEnded());
  }

  @Test
  void passesOverWhatTheProviderDoesItselfAndWhatIsNew() {
    take(
        "{'type':'content_block_start','index':0,'content_block':"
            + "{'type':'server_tool_use','id':'s1','name':'web_search','input':{}}}",
        "{'type':'content_block_delta','index':0,"
            + "'delta':{'type':'input_json_delta','partial_json':'{}'}}",
        "{'type':'content_block_stop','index':0}",
        "{'type':'content_block_start','index':1,'content_block':"
            + "{'type':'web_search_tool_result','tool_use_id':'s1','content':[]}}",
        "{'type':'content_block_stop','index':1}",
        "{'type':'content_block_delta','index':2,"
            + "'delta':{'type':'citations_delta','citation':{'cited_text':'x'}}}",
        "{'type':'content_block_delta','index':2,'delta':{'type':'new_delta','text':'x'}}",
        "{'type':'content_block_start','index':3,'content_block':{'type':'text','text':''}}",
        "{'type':'content_block_delta','index':3,"
            + "'delta':{'type':'input_json_delta','partial_json':'{}'}}",
        "{'type':'new_event','x':1}",
        "[DONE]",
        "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'cut");

    assertThat(events).isEmpty();
  }

  @Test
  void takesAnUnknownReasonForAnEndAndKeepsItsWord() {
    take("{'type':'message_delta','delta':{'stop_reason':'compaction'}}");

    assertThat(events).containsExactly(new Stopped(new Stop(Reason.OTHER, null, "compaction")));
  }

  @Test
  void tellsWhichStopSequenceWasMet() {
    take("{'type':'message_delta','delta':{'stop_reason':'stop_sequence','stop_sequence':'END'}}");

    assertThat(events).containsExactly(new Stopped(new Stop(Reason.SEQUENCE, "END", null)));
  }

  @Test
  void tellsWhyTheModelWillNot() {
    take(
        "{'type':'message_delta','delta':{'stop_reason':'refusal',"
            + "'stop_details':{'type':'refusal','explanation':'no'}}}");

    assertThat(events)
        .containsExactly(new DeclinedPiece("no"), new Stopped(Stop.of(Reason.DECLINED)));
  }

  @Test
  void failsAtAnErrorWhateverTheEventIsCalled() {
    take("{'type':'error','error':{'type':'overloaded_error','message':'Overloaded'}}");
    take("{'type':'message_stop'}");

    assertThat(events).containsExactly(new Failed("overloaded_error", "Overloaded"));
  }

  @Test
  void failsAtAnErrorThatHasNoType() {
    take("{'error':{'message':'no memory'}}");

    assertThat(events).containsExactly(new Failed(null, "no memory"));
  }

  @Test
  void isNotFinishedWhereTheStreamWasCutBeforeItsEnd() {
    take("{'type':'message_delta','delta':{'stop_reason':'end_turn'}}");
    events.clear();

    decoder.ended(events::add);

    assertThat(events).isEmpty();
  }

  @Test
  void readsEventsInWhateverFormTheyCome() {
    raw("data:{\"type\":\"ping\"}\r\n\r\n");
    raw(": a comment\n\n");
    raw("event: ping\nid: 7\ndata: {\"type\":\ndata: \"ping\"}\n\n");
    raw(
        "data: {\"type\": \"content_block_delta\", \"index\": 0,"
            + " \"delta\": {\"type\": \"text_delta\", \"text\": \"é\"}}\n\n");

    assertThat(events).containsExactly(new Alive(), new Alive(), new TextPiece("é"));
  }

  private static Told told(long input, long cached, long written, long output) {
    return new Told(
        OptionalLong.of(input),
        OptionalLong.of(cached),
        OptionalLong.of(written),
        OptionalLong.of(output),
        OptionalLong.empty());
  }

  private Told told() {
    return ((Counted) events.getLast()).told();
  }

  private void take(String... data) {
    for (String one : data) {
      raw("event: x\ndata: " + one.replace('\'', '"') + "\n\n");
    }
  }

  private void raw(String event) {
    byte[] bytes = ("before" + event + "after").getBytes(UTF_8);
    decoder.take(bytes, 6, bytes.length - 5, events::add);
  }
}
