package io.maas.simulator.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.maas.simulator.answer.Answer.ToolCall;
import io.maas.simulator.answer.Answer.Words;
import io.maas.simulator.text.ChatPrompt;
import io.maas.simulator.text.Message;
import io.maas.simulator.text.Tokenizer;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnsweringTest {
  private static final String ASKED = "What of the trees?";

  private final Answering answering = new Answering(Tokenizer.cl100k());

  @Test
  void anAnswerThatJustFitsItsLimitEndsOfItself() {
    var whole = words(bounds(10_000, false));

    var fits = words(bounds(whole.tokens(), false));
    var cut = words(bounds(whole.tokens() - 1, false));

    assertThat(fits.finish()).isEqualTo(Finish.STOP);
    assertThat(cut.finish()).isEqualTo(Finish.LENGTH);
    assertThat(cut.tokens()).isEqualTo(whole.tokens() - 1);
  }

  @Test
  void anEndlessAnswerHasExactlyItsLimit() {
    for (int limit : new int[] {1, 7, 100, 1_000}) {
      var answer = words(bounds(limit, true));

      assertThat(answer.tokens()).isEqualTo(limit);
      assertThat(answer.finish()).isEqualTo(Finish.LENGTH);
    }
  }

  @Test
  void theFirstStopSequenceCountsAndIsKeptWhereThatIsAsked() {
    var text = words(bounds(1_000, false)).passage().text();
    var early = text.substring(4, 9);
    var late = text.substring(12, 15);

    var without = words(new Bounds(0, 1_000, false, List.of(late, early), false));
    var with = words(new Bounds(0, 1_000, false, List.of(late, early), true));

    assertThat(without.passage().text()).isEqualTo(text.substring(0, 4));
    assertThat(with.passage().text()).isEqualTo(text.substring(0, 9));
    assertThat(without.stopSequence()).isEqualTo(early);
    assertThat(without.tokens()).isEqualTo(with.tokens());
  }

  @Test
  void aStopSequenceBeyondTheLimitNeverComes() {
    var text = words(bounds(1_000, false)).passage().text();
    var beyond = text.substring(text.length() - 8);

    var answer = words(new Bounds(0, 5, false, List.of(beyond), false));

    assertThat(answer.finish()).isEqualTo(Finish.LENGTH);
    assertThat(answer.stopSequence()).isNull();
  }

  @Test
  void aToolCallIsCutByTheLimitToo() {
    var tool = new Tool("look_up_a_place", JsonNodeFactory.instance.objectNode());
    var prompt = new ChatPrompt(List.of(Message.of("user", "use look_up_a_place")), "");
    int name = Tokenizer.cl100k().count("look_up_a_place");

    var whole = answering.chat(prompt, List.of(tool), new ToolChoice.Free(), 0, bounds(50, false));
    var cut = answering.chat(prompt, List.of(tool), new ToolChoice.Free(), 0, bounds(name, false));
    var nothing = answering.chat(prompt, List.of(tool), new ToolChoice.Free(), 0, bounds(1, false));

    assertThat(whole).isInstanceOf(ToolCall.class);
    assertThat(whole.finish()).isEqualTo(Finish.TOOL_CALLS);
    assertThat(whole.tokensAfter(1)).isEqualTo(name);
    assertThat(whole.tokensAfter(0)).isZero();
    assertThat(cut.tokens()).isEqualTo(name);
    assertThat(cut.finish()).isEqualTo(Finish.LENGTH);
    assertThat(nothing).isInstanceOf(Words.class);
    assertThat(nothing.tokens()).isEqualTo(1);
  }

  private Words words(Bounds bounds) {
    return (Words) answering.words(ASKED, 0, bounds);
  }

  private static Bounds bounds(int atMost, boolean endless) {
    return new Bounds(0, atMost, endless, List.of(), false);
  }
}
