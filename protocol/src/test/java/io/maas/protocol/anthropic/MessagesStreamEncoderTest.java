package io.maas.protocol.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.protocol.conversation.AnswerEncoder.Heading;
import io.maas.protocol.conversation.AnswerEncoder.StreamEncoder;
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
import java.io.ByteArrayOutputStream;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MessagesStreamEncoderTest {

  private final StreamEncoder encoder =
      new MessagesAnswerEncoder(new Heading("0190", "asked", 7)).stream();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private static final String START =
      """
      event: message_start
      data: {'type':'message_start','message':{'id':'msg_0190','type':'message','role':'assistant','model':'asked','content':[],'stop_reason':null,'stop_sequence':null,'usage':{'input_tokens':0,'cache_creation_input_tokens':0,'cache_read_input_tokens':0,'output_tokens':0}}}

      """
          .replace('\'', '"');

  private static final String END =
      """
      event: message_delta
      data: {'type':'message_delta','delta':{'stop_reason':'end_turn','stop_sequence':null},'usage':{'input_tokens':0,'cache_creation_input_tokens':0,'cache_read_input_tokens':0,'output_tokens':0}}

      event: message_stop
      data: {'type':'message_stop'}

      """
          .replace('\'', '"');

  @Test
  void writesEventsWithNamesInTheirOrder() {
    write(
        new Began("x", "reported"),
        new TextPiece("Hello"),
        new TextPiece(" \"you\"\n"),
        new Stopped(Stop.of(Reason.END)),
        new Counted(told(12, 0, 0, 5)),
        new Finished());

    assertThat(written())
        .isEqualTo(
            """
            event: message_start
            data: {"type":"message_start","message":{"id":"msg_0190","type":"message","role":"assistant","model":"reported","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":0,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":0}}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hello"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":" \\"you\\"\\n"}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"input_tokens":12,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":5}}

            event: message_stop
            data: {"type":"message_stop"}

            """);
  }

  @Test
  void tellsAllTokensAtTheEndWhereverTheyCameFrom() {
    write(
        new Began(null, null),
        new TextPiece("a"),
        new Stopped(Stop.of(Reason.END)),
        new Counted(told(100, 60, 20, 30)),
        new Finished());

    assertThat(written())
        .contains(
            "\"usage\":{\"input_tokens\":20,\"cache_creation_input_tokens\":20,"
                + "\"cache_read_input_tokens\":60,\"output_tokens\":30}");
  }

  @Test
  void tellsTheInputAtTheStartWhereItIsKnownAndNeverTheOutput() {
    write(new Began(null, null), new Counted(told(12, 0, 0, 1)), new TextPiece("a"));

    assertThat(written()).startsWith(START.replace("\"input_tokens\":0", "\"input_tokens\":12"));
  }

  @Test
  void opensABlockAnewWhereTheKindChangesAndWhereOneEnded() {
    write(
        new ThoughtPiece("a"),
        new ThoughtSigned("s"),
        new TextPiece("b"),
        new BlockEnded(),
        new TextPiece("c"),
        new SealedThoughtCame("d"),
        new ThoughtPiece("e"),
        new Stopped(Stop.of(Reason.END)));

    assertThat(blocks())
        .isEqualTo(
            """
            0 {"type":"thinking","thinking":"","signature":""}
            0 {"type":"thinking_delta","thinking":"a"}
            0 {"type":"signature_delta","signature":"s"}
            0 end
            1 {"type":"text","text":""}
            1 {"type":"text_delta","text":"b"}
            1 end
            2 {"type":"text","text":""}
            2 {"type":"text_delta","text":"c"}
            2 end
            3 {"type":"redacted_thinking","data":"d"}
            3 end
            4 {"type":"thinking","thinking":"","signature":""}
            4 {"type":"thinking_delta","thinking":"e"}
            4 end
            """);
  }

  @Test
  void putsNothingBehindASignatureIntoTheThoughtThatItSigns() {
    write(new ThoughtPiece("a"), new ThoughtSigned("s"), new ThoughtPiece("b"));

    assertThat(blocks())
        .endsWith(
            """
            0 end
            1 {"type":"thinking","thinking":"","signature":""}
            1 {"type":"thinking_delta","thinking":"b"}
            """);
  }

  @Test
  void writesCallsOneAfterTheOtherHoweverTheirPiecesAreMixed() {
    write(
        new CallBegan(0, "t1", "f", null),
        new ArgumentsPiece(0, "{\"a\""),
        new CallBegan(1, "t2", "g", null),
        new ArgumentsPiece(1, "{\"b\""),
        new ArgumentsPiece(0, ":1}"),
        new BlockEnded(),
        new ArgumentsPiece(1, ":2}"),
        new ArgumentsPiece(0, " "),
        new BlockEnded(),
        new Stopped(Stop.of(Reason.CALLS)));

    assertThat(blocks())
        .isEqualTo(
            """
            0 {"type":"tool_use","id":"t1","name":"f","input":{}}
            0 {"type":"input_json_delta","partial_json":"{\\"a\\""}
            0 {"type":"input_json_delta","partial_json":":1}"}
            0 {"type":"input_json_delta","partial_json":" "}
            0 end
            1 {"type":"tool_use","id":"t2","name":"g","input":{}}
            1 {"type":"input_json_delta","partial_json":"{\\"b\\":2}"}
            1 end
            """);
  }

  @Test
  void passesCallsAsTheyComeWhereEachEndsBeforeTheNext() {
    write(
        new CallBegan(0, "t1", "f", null),
        new ArgumentsPiece(0, "{}"),
        new BlockEnded(),
        new CallBegan(1, "t2", "g", null),
        new ArgumentsPiece(1, "{}"));

    assertThat(blocks()).endsWith("1 {\"type\":\"input_json_delta\",\"partial_json\":\"{}\"}\n");
  }

  @Test
  void keepsTheSignatureOfACallInAThoughtBeforeIt() {
    write(new CallBegan(0, "t1", "f", "sig"), new Stopped(Stop.of(Reason.CALLS)));

    assertThat(blocks())
        .isEqualTo(
            """
            0 {"type":"thinking","thinking":"","signature":""}
            0 {"type":"signature_delta","signature":"maas-call:sig"}
            0 end
            1 {"type":"tool_use","id":"t1","name":"f","input":{}}
            1 end
            """);
  }

  @Test
  void saysThatACallWaitsWhereTheEngineSaysThatItEnded() {
    write(new CallBegan(0, "t1", "f", null), new Stopped(Stop.of(Reason.END)), new Finished());

    assertThat(written()).contains("\"stop_reason\":\"tool_use\"");
  }

  @Test
  void saysRefusalWhereTheModelDeclined() {
    write(new DeclinedPiece("no"), new Stopped(Stop.of(Reason.END)), new Finished());

    assertThat(written())
        .contains("{\"type\":\"text_delta\",\"text\":\"no\"}")
        .contains("\"stop_reason\":\"refusal\"");
  }

  @Test
  void namesTheStopSequence() {
    write(new Stopped(new Stop(Reason.SEQUENCE, "END", null)), new Finished());

    assertThat(written()).contains("\"stop_reason\":\"stop_sequence\",\"stop_sequence\":\"END\"");
  }

  @Test
  void hasAnEndAndNoBlocksWhereNothingWasSaid() {
    write(new Began(null, null), new TextPiece(""), new Stopped(Stop.of(Reason.END)));
    write(new Finished(), new TextPiece("late"), new Finished());

    assertThat(written()).isEqualTo(START + END);
  }

  @Test
  void doesNotEndBeforeTheUpstreamDoes() {
    write(new Began(null, null), new TextPiece("a"), new Stopped(Stop.of(Reason.END)));

    assertThat(written()).doesNotContain("message_delta").doesNotContain("message_stop");
  }

  @Test
  void pingsWhileTheUpstreamIsSilent() {
    write(new Began(null, null), new Alive());

    assertThat(written()).isEqualTo(START + "event: ping\ndata: {\"type\":\"ping\"}\n\n");
  }

  @Test
  void endsWithAnErrorWhereTheUpstreamFailed() {
    write(new TextPiece("a"), new Failed("server_error", "no memory"), new Finished());

    assertThat(written())
        .endsWith(
            """
            event: error
            data: {"type":"error","error":{"type":"api_error","message":"no memory"},"request_id":"0190"}

            """);
  }

  @Test
  void failsWhereWaitingCallsGrowBeyondAllMeasure() {
    write(new CallBegan(0, "t1", "f", null), new CallBegan(1, "t2", "g", null));
    String megabyte = "x".repeat(1 << 20);

    for (int i = 0; i < 9; i++) {
      write(new ArgumentsPiece(1, megabyte));
    }

    assertThat(written()).endsWith("\"request_id\":\"0190\"}\n\n");
    assertThat(out.size()).isLessThan(2000);
  }

  @Test
  void leavesACharacterWholeThatTheUpstreamCut() {
    write(new TextPiece("\ud83d"), new TextPiece("\ude00 \ud83d\ude00 \u0001"));

    assertThat(written())
        .contains("\"text\":\"\\ud83d\"")
        .contains("\"text\":\"\\ude00 \ud83d\ude00 \\u0001\"");
  }

  private static Told told(long input, long cached, long written, long output) {
    return new Told(
        OptionalLong.of(input),
        OptionalLong.of(cached),
        OptionalLong.of(written),
        OptionalLong.of(output),
        OptionalLong.empty());
  }

  private void write(AnswerEvent... events) {
    for (AnswerEvent event : events) {
      encoder.write(event, out);
    }
  }

  private String written() {
    return out.toString(UTF_8);
  }

  /// What became of blocks, a line an event.
  private String blocks() {
    StringBuilder lines = new StringBuilder();
    for (String event : written().strip().split("\n\n", -1)) {
      String data = event.substring(event.indexOf("data: ") + 6);
      var tree = MessagesJson.tree(data);
      String index = tree.path("index").asText();
      switch (tree.path("type").asText()) {
        case "content_block_start" ->
            lines.append(index).append(' ').append(tree.path("content_block")).append('\n');
        case "content_block_delta" ->
            lines.append(index).append(' ').append(tree.path("delta")).append('\n');
        case "content_block_stop" -> lines.append(index).append(" end\n");
        default -> {}
      }
    }
    return lines.toString();
  }
}
