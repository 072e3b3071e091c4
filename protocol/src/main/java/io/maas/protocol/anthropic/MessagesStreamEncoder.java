package io.maas.protocol.anthropic;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.anthropic.BlockStream.Kind;
import io.maas.protocol.conversation.AnswerEncoder.Heading;
import io.maas.protocol.conversation.AnswerEncoder.StreamEncoder;
import io.maas.protocol.conversation.AnswerEvent;
import io.maas.protocol.conversation.Stop;
import io.maas.protocol.conversation.Stop.Reason;
import io.maas.protocol.conversation.Told;
import io.maas.protocol.json.Json;
import java.io.ByteArrayOutputStream;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Writes the events of a stream: `message_start`, blocks, `message_delta`, `message_stop`.
///
/// The start waits for the first piece, so that it tells the prompt's tokens where the upstream
/// tells them early. It never tells output: there are clients that add it to the end's. The end
/// waits for the upstream's own, because it tells all tokens.
final class MessagesStreamEncoder implements StreamEncoder {

  private static final byte[] PING =
      "event: ping\ndata: {\"type\":\"ping\"}\n\n".getBytes(US_ASCII);

  private static final String TOO_LONG = "the upstream's calls are longer than can be held";

  private final Heading heading;
  private final BlockStream blocks = new BlockStream();
  private final CallStream calls = new CallStream(blocks);

  private String model;
  private Told told = Told.NOTHING;
  private Stop stop = Stop.of(Reason.END);
  private @Nullable Kind kind; // of the open block, if it is no call
  private boolean signed;
  private boolean started;
  private boolean called;
  private boolean declined;
  private boolean over;

  MessagesStreamEncoder(Heading heading) {
    this.heading = heading;
    this.model = heading.model();
  }

  @Override
  public void write(AnswerEvent event, ByteArrayOutputStream out) {
    if (over) {
      return;
    }
    switch (event) {
      case AnswerEvent.Began(_, String reported) -> model = reported == null ? model : reported;
      case AnswerEvent.Counted(Told counted) -> told = told.then(counted);
      case AnswerEvent.TextPiece(String text) -> text(text, out);
      case AnswerEvent.DeclinedPiece(String text) -> {
        declined = true;
        text(text, out);
      }
      case AnswerEvent.ThoughtPiece(String text) -> thought(text, out);
      case AnswerEvent.ThoughtSigned(String signature) -> sign(signature, out);
      case AnswerEvent.SealedThoughtCame(String sealed) -> sealed(sealed, out);
      case AnswerEvent.CallBegan call -> call(call, out);
      case AnswerEvent.ArgumentsPiece(int call, String json) -> arguments(call, json, out);
      case AnswerEvent.BlockEnded _ -> blockEnded(out);
      case AnswerEvent.Stopped(Stop why) -> {
        stop = why;
        endBlocks(out);
      }
      case AnswerEvent.Alive _ -> {
        start(out);
        out.writeBytes(PING);
      }
      case AnswerEvent.Failed(String type, String message) -> fail(type, message, out);
      case AnswerEvent.Finished _ -> finish(out);
    }
  }

  private void start(ByteArrayOutputStream out) {
    if (started) {
      return;
    }
    started = true;
    ObjectNode start = Json.MAPPER.createObjectNode().put("type", "message_start");
    ObjectNode message = start.putObject("message");
    AnswerHead.write(heading, model, message);
    message.putArray("content");
    message.putNull("stop_reason").putNull("stop_sequence");
    Told early =
        new Told(
            told.input(),
            told.cached(),
            told.cacheWritten(),
            OptionalLong.empty(),
            OptionalLong.empty());
    Counts.write(early, message.putObject("usage"));
    BlockStream.event("message_start", start, out);
  }

  private void text(String text, ByteArrayOutputStream out) {
    if (!text.isEmpty()) {
      open(Kind.TEXT, out);
      blocks.piece(text, out);
    }
  }

  private void thought(String text, ByteArrayOutputStream out) {
    if (!text.isEmpty()) {
      if (signed) {
        endBlocks(out); // what comes after a signature is not what was signed
      }
      open(Kind.THOUGHT, out);
      blocks.piece(text, out);
    }
  }

  private void sign(String signature, ByteArrayOutputStream out) {
    open(Kind.THOUGHT, out);
    blocks.signature(signature, out);
    signed = true;
  }

  /// Makes sure that a block of a kind is open.
  private void open(Kind wanted, ByteArrayOutputStream out) {
    start(out);
    if (kind == wanted && blocks.isOpen()) {
      return;
    }
    endBlocks(out);
    ObjectNode block = BlockStream.block(wanted);
    if (wanted == Kind.THOUGHT) {
      block.put("thinking", "").put("signature", "");
    } else {
      block.put("text", "");
    }
    blocks.begin(wanted, block, out);
    kind = wanted;
  }

  private void sealed(String sealed, ByteArrayOutputStream out) {
    start(out);
    endBlocks(out);
    blocks.begin(Kind.SEALED, BlockStream.block(Kind.SEALED).put("data", sealed), out);
    blocks.end(out);
  }

  private void call(AnswerEvent.CallBegan call, ByteArrayOutputStream out) {
    start(out);
    if (!calls.isPassing()) {
      endBlocks(out);
    }
    called = true;
    if (!calls.begin(call, out)) {
      fail(null, TOO_LONG, out);
    }
  }

  private void arguments(int call, String json, ByteArrayOutputStream out) {
    if (!json.isEmpty() && !calls.arguments(call, json, out)) {
      fail(null, TOO_LONG, out);
    }
  }

  private void blockEnded(ByteArrayOutputStream out) {
    if (calls.isPassing()) {
      calls.blockEnded(out);
    } else {
      endBlocks(out);
    }
  }

  private void endBlocks(ByteArrayOutputStream out) {
    calls.end(out);
    blocks.end(out);
    kind = null;
    signed = false;
  }

  private void fail(@Nullable String type, String message, ByteArrayOutputStream out) {
    over = true;
    out.writeBytes(ErrorBody.of(type, message).toStreamEnd(heading.id()));
  }

  private void finish(ByteArrayOutputStream out) {
    start(out);
    endBlocks(out);
    over = true;
    ObjectNode end = Json.MAPPER.createObjectNode().put("type", "message_delta");
    end.putObject("delta")
        .put("stop_reason", StopReasons.word(stop, called, declined))
        .put("stop_sequence", stop.sequence());
    Counts.write(told, end.putObject("usage"));
    BlockStream.event("message_delta", end, out);
    BlockStream.event(
        "message_stop", Json.MAPPER.createObjectNode().put("type", "message_stop"), out);
  }
}
