package io.maas.protocol.anthropic;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.conversation.AnswerDecoder.StreamDecoder;
import io.maas.protocol.conversation.AnswerEvent;
import io.maas.protocol.json.Json;
import io.maas.protocol.sse.Data;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the events of a stream. Blocks of tools that the provider runs itself, citations, and
/// whatever is new are passed over.
final class MessagesStreamDecoder implements StreamDecoder {

  private static final byte[] DELTA = "{\"type\":\"content_block_delta\"".getBytes(US_ASCII);

  /// Blocks that one stream may have open at once; a provider has one.
  private static final int MOST_OPEN = 1024;

  /// A block that was begun.
  private static final class Block {
    /// Which call it is; -1 if it is none.
    private final int call;

    private boolean argued;

    private Block(int call) {
      this.call = call;
    }
  }

  private final Map<Integer, Block> open = new HashMap<>();
  private final Counts counts = new Counts();
  private int calls;
  private boolean began;
  private boolean over;

  @Override
  public void take(byte[] bytes, int from, int to, Consumer<AnswerEvent> sink) {
    Data data = over ? null : Data.of(bytes, from, to);
    if (data == null) {
      return;
    }
    try {
      if (data.startsWith(DELTA)) {
        delta(Delta.read(data), sink);
      } else {
        event(Json.MAPPER.readTree(data.bytes(), data.from(), data.length()), sink);
      }
    } catch (IOException _) {
      // No event of this dialect; there may be others.
    }
  }

  @Override
  public void ended(Consumer<AnswerEvent> sink) {
    // Without message_stop the answer was cut.
  }

  private void event(JsonNode event, Consumer<AnswerEvent> sink) {
    switch (event.path("type").asText("")) {
      case "message_start" -> start(event.path("message"), sink);
      case "content_block_start" ->
          block(event.path("index").asInt(-1), event.path("content_block"), sink);
      case "content_block_delta" -> delta(Delta.of(event), sink);
      case "content_block_stop" -> stop(event.path("index").asInt(-1), sink);
      case "message_delta" -> end(event, sink);
      case "message_stop" -> {
        over = true;
        sink.accept(new AnswerEvent.Finished());
      }
      case "ping" -> sink.accept(new AnswerEvent.Alive());
      default -> failure(event.path("error"), sink);
    }
  }

  /// An error is one whatever the event is called.
  private void failure(JsonNode error, Consumer<AnswerEvent> sink) {
    if (error.isObject()) {
      over = true;
      String message = error.path("message").asText("");
      sink.accept(
          new AnswerEvent.Failed(
              error.path("type").textValue(),
              message.isEmpty() ? "the upstream failed and did not say why" : message));
    }
  }

  private void start(JsonNode message, Consumer<AnswerEvent> sink) {
    if (!began) {
      began = true;
      sink.accept(
          new AnswerEvent.Began(message.path("id").textValue(), message.path("model").textValue()));
    }
    count(message.path("usage"), sink);
  }

  private void count(JsonNode usage, Consumer<AnswerEvent> sink) {
    if (usage.isObject()) {
      counts.take(usage);
      sink.accept(new AnswerEvent.Counted(counts.told()));
    }
  }

  private void block(int index, JsonNode block, Consumer<AnswerEvent> sink) {
    if (open.size() >= MOST_OPEN) {
      return;
    }
    switch (block.path("type").asText("")) {
      case "text" -> {
        open.put(index, new Block(-1));
        text(block.path("text").textValue(), sink);
      }
      case "thinking" -> {
        open.put(index, new Block(-1));
        thought(block.path("thinking").textValue(), sink);
        signature(block.path("signature").textValue(), sink);
      }
      case "redacted_thinking" -> {
        open.put(index, new Block(-1));
        sink.accept(new AnswerEvent.SealedThoughtCame(block.path("data").asText("")));
      }
      case "tool_use" -> call(index, block, sink);
      default -> {} // not for us; its pieces find no block
    }
  }

  private void call(int index, JsonNode block, Consumer<AnswerEvent> sink) {
    Block call = new Block(calls++);
    open.put(index, call);
    String id = block.path("id").asText("");
    sink.accept(
        new AnswerEvent.CallBegan(
            call.call,
            id.isEmpty() ? "toolu_" + call.call : id,
            block.path("name").asText(""),
            null));
    JsonNode input = block.path("input");
    if (input.isObject() && !input.isEmpty()) { // servers that do not cut it into pieces
      arguments(call, input.toString(), sink);
    }
  }

  private void delta(Delta delta, Consumer<AnswerEvent> sink) {
    switch (delta.type()) {
      case "text_delta" -> text(delta.piece(), sink);
      case "thinking_delta" -> thought(delta.piece(), sink);
      case "signature_delta" -> signature(delta.piece(), sink);
      case "input_json_delta" -> {
        Block block = open.get(delta.index());
        if (block != null && block.call >= 0) {
          arguments(block, delta.piece(), sink);
        }
      }
      default -> {} // citations, and what is new
    }
  }

  private static void text(@Nullable String piece, Consumer<AnswerEvent> sink) {
    if (piece != null && !piece.isEmpty()) {
      sink.accept(new AnswerEvent.TextPiece(piece));
    }
  }

  private static void thought(@Nullable String piece, Consumer<AnswerEvent> sink) {
    if (piece != null && !piece.isEmpty()) {
      sink.accept(new AnswerEvent.ThoughtPiece(piece));
    }
  }

  private static void signature(@Nullable String piece, Consumer<AnswerEvent> sink) {
    if (piece != null && !piece.isEmpty()) {
      sink.accept(new AnswerEvent.ThoughtSigned(piece));
    }
  }

  private static void arguments(Block call, @Nullable String piece, Consumer<AnswerEvent> sink) {
    if (piece != null && !piece.isEmpty()) {
      call.argued = true;
      sink.accept(new AnswerEvent.ArgumentsPiece(call.call, piece));
    }
  }

  private void stop(int index, Consumer<AnswerEvent> sink) {
    Block block = open.remove(index);
    if (block == null) {
      return;
    }
    if (block.call >= 0 && !block.argued) {
      sink.accept(new AnswerEvent.ArgumentsPiece(block.call, "{}"));
    }
    sink.accept(new AnswerEvent.BlockEnded());
  }

  private void end(JsonNode event, Consumer<AnswerEvent> sink) {
    JsonNode delta = event.path("delta");
    if (delta.path("stop_reason").isTextual()) {
      String explanation = delta.path("stop_details").path("explanation").asText("");
      if (!explanation.isEmpty()) {
        sink.accept(new AnswerEvent.DeclinedPiece(explanation));
      }
      sink.accept(new AnswerEvent.Stopped(StopReasons.read(delta)));
    }
    count(event.path("usage"), sink);
  }
}
