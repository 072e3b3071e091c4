package io.maas.protocol.openai.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.protocol.conversation.AnswerEvent;
import io.maas.protocol.conversation.AnswerEvent.Alive;
import io.maas.protocol.conversation.AnswerEvent.ArgumentsPiece;
import io.maas.protocol.conversation.AnswerEvent.Began;
import io.maas.protocol.conversation.AnswerEvent.CallBegan;
import io.maas.protocol.conversation.AnswerEvent.Counted;
import io.maas.protocol.conversation.AnswerEvent.DeclinedPiece;
import io.maas.protocol.conversation.AnswerEvent.Failed;
import io.maas.protocol.conversation.AnswerEvent.Finished;
import io.maas.protocol.conversation.AnswerEvent.Stopped;
import io.maas.protocol.conversation.AnswerEvent.TextPiece;
import io.maas.protocol.conversation.AnswerEvent.ThoughtPiece;
import io.maas.protocol.conversation.Stop;
import io.maas.protocol.conversation.Stop.Reason;
import io.maas.protocol.conversation.Told;
import io.maas.protocol.openai.Asked;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ChatStreamDecoderTest {

  private static final String DONE = "data: [DONE]\n\n";
  private static final AnswerEvent BEGAN = new Began("x", "m-1");
  private static final AnswerEvent END = new Stopped(Stop.of(Reason.END));
  private static final AnswerEvent CALLED = new Stopped(Stop.of(Reason.CALLS));

  @Test
  void countsWhatComesAfterTheFinishReason() {
    assertThat(
            read(
                delta("'role':'assistant','content':''")
                    + delta("'content':'hi'")
                    + finish("stop")
                    + usage(12, 5)
                    + DONE))
        .containsExactly(BEGAN, new TextPiece("hi"), END, new Counted(told(12, 5)), new Finished());
  }

  @Test
  void doesNotStumbleOverAFirstChunkWithoutChoices() {
    assertThat(
            read(
                "data: {'id':'','model':'','object':'','created':0,'choices':[],"
                    + "'prompt_filter_results':[{'prompt_index':0}]}\n\n"
                    + delta("'content':'hi'")
                    + finish("stop")
                    + DONE))
        .containsExactly(BEGAN, new TextPiece("hi"), END, new Finished());
  }

  @Test
  void failsWhereAnErrorComesInTheMiddle() {
    assertThat(
            read(
                delta("'content':'hi'")
                    + "data: {'error':{'message':'out of memory','type':'server_error','code':500}}\n\n"
                    + DONE))
        .containsExactly(BEGAN, new TextPiece("hi"), new Failed("server_error", "out of memory"));
    assertThat(
            read("data: {'object':'error','message':'no','type':'BadRequestError','code':400}\n\n"))
        .containsExactly(new Failed("BadRequestError", "no"));
  }

  @Test
  void failsWhereAnEventIsNoJson() {
    assertThat(read(delta("'content':'hi'") + "data: {'id\n\n" + delta("'content':'more'") + DONE))
        .containsExactly(BEGAN, new TextPiece("hi"), new Failed(null, "the upstream sent no JSON"));
  }

  @Test
  void endsWithoutDoneWhereTheModelHadFinished() {
    assertThat(read(delta("'content':'hi'") + finish("stop"))).endsWith(END, new Finished());
  }

  @Test
  void doesNotEndWhereTheUpstreamWasCutOff() {
    assertThat(read(delta("'content':'hi'"))).containsExactly(BEGAN, new TextPiece("hi"));
  }

  @Test
  void takesAFinishReasonThatNobodyHasHeardOf() {
    assertThat(read(delta("'content':'hi'") + finish("eaten_by_bear") + DONE))
        .contains(new Stopped(new Stop(Reason.OTHER, null, "eaten_by_bear")), new Finished());
  }

  @Test
  void tellsParallelCallsApartByTheirIndex() {
    assertThat(
            read(
                delta(call("'index':0,'id':'c1','type':'function',", "'name':'f','arguments':''"))
                    + delta(call("'index':1,'id':'c2',", "'name':'g','arguments':''"))
                    + delta(call("'index':0,", "'arguments':'{\\'a'"))
                    + delta(call("'index':1,", "'arguments':'{}'"))
                    + delta(call("'index':0,", "'arguments':'\\':1}'"))
                    + finish("tool_calls")
                    + DONE))
        .containsExactly(
            BEGAN,
            new CallBegan(0, "c1", "f", null),
            new CallBegan(1, "c2", "g", null),
            new ArgumentsPiece(0, "{\"a"),
            new ArgumentsPiece(1, "{}"),
            new ArgumentsPiece(0, "\":1}"),
            CALLED,
            new Finished());
  }

  @Test
  void beginsACallOnceWhereAnEngineRepeatsItsIdAndName() {
    assertThat(
            read(
                delta(call("'index':0,'id':'c1',", "'name':'f','arguments':'{'"))
                    + delta(call("'index':0,'id':'c1',", "'name':'f','arguments':'}'"))))
        .containsExactly(
            BEGAN,
            new CallBegan(0, "c1", "f", null),
            new ArgumentsPiece(0, "{"),
            new ArgumentsPiece(0, "}"));
  }

  @Test
  void tellsCallsApartWhereAnEngineGivesNoIndex() {
    assertThat(
            read(
                delta(call("'id':'c1',", "'name':'f','arguments':'{'"))
                    + delta(call("", "'arguments':'}'"))
                    + delta(call("'id':'c2',", "'name':'f','arguments':'{}'"))))
        .containsExactly(
            BEGAN,
            new CallBegan(0, "c1", "f", null),
            new ArgumentsPiece(0, "{"),
            new ArgumentsPiece(0, "}"),
            new CallBegan(1, "c2", "f", null),
            new ArgumentsPiece(1, "{}"));
  }

  @Test
  void tellsCallsApartWhereAnEngineGivesAllTheSameIndex() {
    assertThat(
            read(
                delta(call("'index':0,'id':'c1',", "'name':'f','arguments':'{}'"))
                    + delta(call("'index':0,'id':'c2',", "'name':'f','arguments':'{}'"))))
        .contains(new CallBegan(0, "c1", "f", null), new CallBegan(1, "c2", "f", null));
  }

  @Test
  void givesAnIdToACallThatHasNone() {
    assertThat(
            read(
                delta(call("'index':0,", "'name':'f','arguments':{'a':1}"))
                    + finish("stop")
                    + DONE))
        .containsExactly(
            BEGAN,
            new CallBegan(0, "call_x_0", "f", null),
            new ArgumentsPiece(0, "{\"a\":1}"),
            CALLED,
            new Finished());
  }

  @Test
  void readsTheOldFunctionCall() {
    assertThat(
            read(
                delta("'function_call':{'name':'f','arguments':''}")
                    + delta("'function_call':{'arguments':'{}'}")
                    + finish("function_call")))
        .containsExactly(
            BEGAN,
            new CallBegan(0, "call_x_0", "f", null),
            new ArgumentsPiece(0, "{}"),
            CALLED,
            new Finished());
  }

  @Test
  void readsThoughtsUnderBothOfTheirNamesOnce() {
    assertThat(
            read(
                delta("'reasoning_content':'a'")
                    + delta("'reasoning':'b'")
                    + delta("'reasoning':'c','reasoning_content':'c'")
                    + delta("'refusal':'no'")
                    + finish("stop")))
        .containsExactly(
            BEGAN,
            new ThoughtPiece("a"),
            new ThoughtPiece("b"),
            new ThoughtPiece("c"),
            new DeclinedPiece("no"),
            new Stopped(Stop.of(Reason.DECLINED)),
            new Finished());
  }

  @Test
  void readsPartsOfWhichSomeAreThoughts() {
    assertThat(
            read(
                delta(
                    "'content':[{'type':'thinking','thinking':[{'type':'text','text':'a'}]},{'type':'text','text':'b'}]")))
        .containsExactly(BEGAN, new ThoughtPiece("a"), new TextPiece("b"));
  }

  @Test
  void readsTheFirstOfSeveralChoices() {
    assertThat(
            read(
                "data: {'id':'x','model':'m-1','choices':[{'index':1,'delta':{'content':'no'}},"
                    + "{'index':0,'delta':{'content':'yes'}}]}\n\n"))
        .containsExactly(BEGAN, new TextPiece("yes"));
  }

  @Test
  void tellsUsageThatComesWithEveryChunkAsItStands() {
    String chunk =
        "data: {'id':'x','model':'m-1','choices':[{'index':0,'delta':{'content':'a'}}],"
            + "'usage':{'prompt_tokens':9,'completion_tokens':%d}}\n\n";

    assertThat(read(chunk.formatted(1) + chunk.formatted(2)))
        .contains(new Counted(told(9, 1)), new Counted(told(9, 2)));
  }

  @Test
  void isAliveWhereTheUpstreamSaysNothing() {
    assertThat(read(": keep-alive\n\n" + delta("'content':'a'")))
        .containsExactly(new Alive(), BEGAN, new TextPiece("a"));
  }

  private static List<AnswerEvent> read(String stream) {
    return Asked.events(new ChatAnswerDecoder(), stream);
  }

  private static String delta(String fields) {
    return "data: {'id':'x','model':'m-1','choices':[{'index':0,'delta':{"
        + fields
        + "},'finish_reason':null}],'usage':null}\n\n";
  }

  private static String call(String fields, String function) {
    return "'tool_calls':[{" + fields + "'function':{" + function + "}}]";
  }

  private static String finish(String reason) {
    return "data: {'id':'x','model':'m-1','choices':[{'index':0,'delta':{},'finish_reason':'"
        + reason
        + "'}]}\n\n";
  }

  private static String usage(int input, int output) {
    return "data: {'id':'x','model':'m-1','choices':[],'usage':{'prompt_tokens':"
        + input
        + ",'completion_tokens':"
        + output
        + "}}\n\n";
  }

  private static Told told(long input, long output) {
    return new Told(
        OptionalLong.of(input),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.of(output),
        OptionalLong.empty());
  }
}
