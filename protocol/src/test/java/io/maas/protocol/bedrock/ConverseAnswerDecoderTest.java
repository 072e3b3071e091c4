package io.maas.protocol.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maas.protocol.aws.Frames;
import io.maas.protocol.conversation.AnswerDecoder.StreamDecoder;
import io.maas.protocol.conversation.AnswerEvent;
import io.maas.protocol.conversation.AnswerEvent.ArgumentsPiece;
import io.maas.protocol.conversation.AnswerEvent.CallBegan;
import io.maas.protocol.conversation.AnswerEvent.Counted;
import io.maas.protocol.conversation.AnswerEvent.Failed;
import io.maas.protocol.conversation.AnswerEvent.Finished;
import io.maas.protocol.conversation.AnswerEvent.Stopped;
import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Stop;
import io.maas.protocol.conversation.Stop.Reason;
import io.maas.protocol.conversation.Told;
import io.maas.protocol.conversation.WholeAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ConverseAnswerDecoderTest {

  private final List<AnswerEvent> events = new ArrayList<>();
  private final StreamDecoder stream = new ConverseAnswerDecoder().stream();

  /// Bug of others: `inputTokens` taken as if it had the cached ones in it.
  @Test
  void countsWhatCameFromACacheAndWhatWentIntoOneAsInput() throws IOException {
    WholeAnswer answer =
        whole(
            """
            {"output":{"message":{"role":"assistant","content":[]}},"stopReason":"end_turn",
             "usage":{"inputTokens":20,"outputTokens":30,"totalTokens":130,
                      "cacheReadInputTokens":60,"cacheWriteInputTokens":20}}\
            """);

    assertThat(answer.told())
        .isEqualTo(
            new Told(
                OptionalLong.of(100),
                OptionalLong.of(60),
                OptionalLong.of(20),
                OptionalLong.of(30),
                OptionalLong.empty()));
  }

  @Test
  void readsCitedTextAndPassesOverWhatItDoesNotKnow() throws IOException {
    WholeAnswer answer =
        whole(
            """
            {"output":{"message":{"content":[{"citationsContent":{"content":[{"text":"Cited."}],"citations":[]}},
              {"image":{}},{"toolUse":{"toolUseId":"x","name":"web","type":"server_tool_use","input":{}}}, 7]}},
             "stopReason":"end_turn"}\
            """);

    assertThat(answer.content()).containsExactly(new Content.Text("Cited."));
    assertThat(answer.told()).isEqualTo(Told.NOTHING);
  }

  @Test
  void knowsWhyAModelStopsAndKeepsAWordThatNobodyKnows() throws IOException {
    Map<String, Reason> known =
        Map.of(
            "end_turn", Reason.END,
            "tool_use", Reason.CALLS,
            "max_tokens", Reason.LENGTH,
            "stop_sequence", Reason.SEQUENCE,
            "guardrail_intervened", Reason.DECLINED,
            "content_filtered", Reason.DECLINED,
            "model_context_window_exceeded", Reason.CONTEXT);
    for (var each : known.entrySet()) {
      assertThat(whole(stopped(each.getKey())).stop()).isEqualTo(Stop.of(each.getValue()));
    }
    assertThat(whole(stopped("malformed_tool_use")).stop())
        .isEqualTo(new Stop(Reason.OTHER, null, "malformed_tool_use"));
  }

  @Test
  void saysWhatIsNoAnswer() {
    assertThatThrownBy(() -> whole("{\"message\":\"Too many requests\"}"))
        .isInstanceOf(IOException.class)
        .hasMessage("output.message: missing (expected: an object)");
    assertThatThrownBy(() -> whole("<html>"))
        .isInstanceOf(IOException.class)
        .hasMessage("answer: no JSON (expected: an object with output.message)");
  }

  /// Bug of others: the tool's index taken from `contentBlockIndex`.
  @Test
  void numbersCallsAsCallsAndNotAsBlocks() {
    take("messageStart", "{\"role\":\"assistant\"}");
    take("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Hm.\"}}");
    take("contentBlockStop", "{\"contentBlockIndex\":0}");
    take(
        "contentBlockStart",
        "{\"contentBlockIndex\":1,\"start\":{\"toolUse\":{\"toolUseId\":\"a\",\"name\":\"f\"}}}");
    take(
        "contentBlockStart",
        "{\"contentBlockIndex\":2,\"start\":{\"toolUse\":{\"toolUseId\":\"b\",\"name\":\"g\"}}}");
    take(
        "contentBlockDelta", "{\"contentBlockIndex\":2,\"delta\":{\"toolUse\":{\"input\":\"2\"}}}");
    take(
        "contentBlockDelta", "{\"contentBlockIndex\":1,\"delta\":{\"toolUse\":{\"input\":\"1\"}}}");

    assertThat(events)
        .endsWith(
            new CallBegan(0, "a", "f", null),
            new CallBegan(1, "b", "g", null),
            new ArgumentsPiece(1, "2"),
            new ArgumentsPiece(0, "1"));
  }

  @Test
  void tellsNothingOfAPieceOfNothing() {
    take("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"\"}}");
    take(
        "contentBlockDelta",
        "{\"contentBlockIndex\":0,\"delta\":{\"reasoningContent\":{\"text\":\"\"}}}");

    assertThat(events).isEmpty();
  }

  @Test
  void waitsForTheUsageThatComesAfterTheStop() {
    take("messageStop", "{\"stopReason\":\"end_turn\"}");
    assertThat(events).containsExactly(new Stopped(Stop.of(Reason.END)));

    take("metadata", "{\"usage\":{\"inputTokens\":12,\"outputTokens\":5}}");
    stream.ended(events::add);

    assertThat(events).hasSize(3);
    assertThat(events.get(1)).isInstanceOf(Counted.class);
    assertThat(events.get(2)).isInstanceOf(Finished.class);
  }

  @Test
  void endsWithoutUsageWhereNoneCame() {
    take("messageStop", "{\"stopReason\":\"end_turn\"}");
    stream.ended(events::add);

    assertThat(events).last().isInstanceOf(Finished.class);
  }

  @Test
  void doesNotEndWhereTheModelDidNotStop() {
    take("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Hm.\"}}");
    stream.ended(events::add);

    assertThat(events).noneMatch(Finished.class::isInstance);
  }

  /// Bug of others: exception frames ignored.
  @Test
  void failsOnAnExceptionAndSaysNothingAfterIt() {
    byte[] frame = Frames.exception("throttlingException", "{\"message\":\"Slow down.\"}");
    stream.take(frame, 0, frame.length, events::add);
    take("messageStop", "{\"stopReason\":\"end_turn\"}");
    stream.ended(events::add);

    assertThat(events).containsExactly(new Failed("throttlingException", "Slow down."));
  }

  @Test
  void failsOnAnErrorWithoutABody() {
    byte[] frame =
        Frames.frame(
            Map.of(":message-type", "error", ":error-code", "500", ":error-message", "Oops."),
            new byte[0]);
    stream.take(frame, 0, frame.length, events::add);

    assertThat(events).containsExactly(new Failed("500", "Oops."));
  }

  private void take(String type, String payload) {
    byte[] frame = Frames.event(type, payload);
    stream.take(frame, 0, frame.length, events::add);
  }

  private static String stopped(String reason) {
    return "{\"output\":{\"message\":{\"content\":[]}},\"stopReason\":\"" + reason + "\"}";
  }

  private static WholeAnswer whole(String body) throws IOException {
    return new ConverseAnswerDecoder().whole(body.getBytes(UTF_8));
  }
}
