package io.maas.protocol.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.aws.EventStreamFrame;
import io.maas.protocol.conversation.AnswerDecoder.StreamDecoder;
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
import io.maas.protocol.json.Json;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads one ConverseStream, a frame at a time. The usage comes after the stop, and is the end.
final class ConverseStreamDecoder implements StreamDecoder {

  /// Blocks come one after the other; this many at once is no stream of a model.
  private static final int MOST_OPEN = 256;

  /// Which call a block is, by the block's index: that counts texts and thoughts too.
  private final Map<Integer, Integer> open = new HashMap<>();

  private int calls;
  private boolean began;
  private boolean stopped;
  private boolean over;

  @Override
  public void take(byte[] bytes, int from, int to, Consumer<AnswerEvent> sink) {
    if (over) {
      return;
    }
    EventStreamFrame frame = EventStreamFrame.read(bytes, from, to).orElse(null);
    if (frame == null) {
      fail(null, "a frame whose headers cannot be read", sink);
      return;
    }
    JsonNode payload = payload(bytes, frame);
    switch (frame.header(":message-type")) {
      case "exception" ->
          fail(frame.header(":exception-type"), payload.path("message").asText(""), sink);
      case "error" -> fail(frame.header(":error-code"), frame.header(":error-message"), sink);
      case null, default -> event(frame.header(":event-type"), payload, sink);
    }
  }

  @Override
  public void ended(Consumer<AnswerEvent> sink) {
    if (stopped && !over) {
      over = true;
      sink.accept(new Finished());
    }
  }

  private void event(@Nullable String type, JsonNode payload, Consumer<AnswerEvent> sink) {
    switch (type) {
      case "messageStart" -> begin(sink);
      case "contentBlockStart" -> start(payload, sink);
      case "contentBlockDelta" -> delta(payload, sink);
      case "contentBlockStop" -> {
        open.remove(index(payload));
        sink.accept(new BlockEnded());
      }
      case "messageStop" -> {
        if (!stopped) {
          stopped = true;
          sink.accept(new Stopped(ConverseStops.of(payload.path("stopReason"))));
        }
      }
      case "metadata" -> {
        sink.accept(new Counted(ConverseCounts.of(payload.path("usage"))));
        ended(sink);
      }
      case null, default -> {}
    }
  }

  private void begin(Consumer<AnswerEvent> sink) {
    if (!began) {
      began = true;
      sink.accept(new Began(null, null));
    }
  }

  private void start(JsonNode payload, Consumer<AnswerEvent> sink) {
    ConverseCall call = ConverseCall.of(payload.path("start").path("toolUse"), calls).orElse(null);
    if (call == null) {
      return;
    }
    if (open.size() == MOST_OPEN) {
      fail(null, "more than " + MOST_OPEN + " blocks at once", sink);
      return;
    }
    begin(sink);
    open.put(index(payload), calls);
    sink.accept(new CallBegan(calls, call.id(), call.name(), null));
    calls++;
  }

  private void delta(JsonNode payload, Consumer<AnswerEvent> sink) {
    JsonNode delta = payload.path("delta");
    JsonNode thought = delta.path("reasoningContent");
    AnswerEvent event = null;
    if (said(delta.path("text"))) {
      event = new TextPiece(delta.path("text").textValue());
    } else if (said(delta.path("toolUse").path("input"))) {
      Integer call = open.get(index(payload));
      String input = delta.path("toolUse").path("input").textValue();
      event = call == null ? null : new ArgumentsPiece(call, input);
    } else if (said(thought.path("text"))) {
      event = new ThoughtPiece(thought.path("text").textValue());
    } else if (thought.path("signature").isTextual()) {
      event = new ThoughtSigned(thought.path("signature").textValue());
    } else if (thought.path("redactedContent").isTextual()) {
      event = new SealedThoughtCame(thought.path("redactedContent").textValue());
    }
    if (event != null) {
      begin(sink);
      sink.accept(event);
    }
  }

  private void fail(@Nullable String type, @Nullable String message, Consumer<AnswerEvent> sink) {
    over = true;
    String said = message == null || message.isEmpty() ? "the provider said no more" : message;
    sink.accept(new Failed(type, said));
  }

  /// Bedrock begins some blocks with a piece of nothing.
  private static boolean said(JsonNode piece) {
    return piece.isTextual() && !piece.textValue().isEmpty();
  }

  private static int index(JsonNode payload) {
    return payload.path("contentBlockIndex").asInt(-1);
  }

  private static JsonNode payload(byte[] bytes, EventStreamFrame frame) {
    try {
      return Json.MAPPER.readTree(bytes, frame.from(), frame.to() - frame.from());
    } catch (IOException _) {
      return Json.MAPPER.missingNode(); // its headers still say what it is
    }
  }
}
