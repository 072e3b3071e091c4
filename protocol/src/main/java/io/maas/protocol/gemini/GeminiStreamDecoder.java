package io.maas.protocol.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.conversation.AnswerDecoder.StreamDecoder;
import io.maas.protocol.conversation.AnswerEvent;
import io.maas.protocol.conversation.AnswerEvent.ArgumentsPiece;
import io.maas.protocol.conversation.AnswerEvent.Began;
import io.maas.protocol.conversation.AnswerEvent.BlockEnded;
import io.maas.protocol.conversation.AnswerEvent.CallBegan;
import io.maas.protocol.conversation.AnswerEvent.Counted;
import io.maas.protocol.conversation.AnswerEvent.Failed;
import io.maas.protocol.conversation.AnswerEvent.Finished;
import io.maas.protocol.conversation.AnswerEvent.Stopped;
import io.maas.protocol.conversation.AnswerEvent.TextPiece;
import io.maas.protocol.conversation.AnswerEvent.ThoughtPiece;
import io.maas.protocol.conversation.Content.ToolCall;
import io.maas.protocol.conversation.Stop;
import io.maas.protocol.conversation.Stop.Reason;
import io.maas.protocol.json.Json;
import io.maas.protocol.sse.Data;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads one stream, an event at a time. It has no terminal event: it is whole when it ends after a
/// reason to stop. Usage comes with each event, and counts from the beginning.
final class GeminiStreamDecoder implements StreamDecoder {

  private @Nullable String id;
  private int calls;
  private boolean began;
  private boolean stopped;
  private boolean over;

  @Override
  public void take(byte[] bytes, int from, int to, Consumer<AnswerEvent> sink) {
    Data data = over ? null : Data.of(bytes, from, to);
    if (data == null) {
      return;
    }
    JsonNode node;
    try {
      node = Json.MAPPER.readTree(data.bytes(), data.from(), data.length());
    } catch (IOException _) {
      return; // passed over, as any event that nobody knows
    }
    JsonNode error = GeminiChunk.error(node);
    if (error != null) {
      over = true;
      sink.accept(new Failed(error.path("status").textValue(), GeminiChunk.message(error)));
    } else if (node.isObject()) {
      chunk(new GeminiChunk(node), sink);
    }
  }

  @Override
  public void ended(Consumer<AnswerEvent> sink) {
    if (stopped && !over) {
      over = true;
      sink.accept(new Finished());
    }
  }

  /// Usage goes before what was said: some clients want to know the input before anything else.
  private void chunk(GeminiChunk chunk, Consumer<AnswerEvent> sink) {
    if (!began) {
      began = true;
      id = chunk.id();
      sink.accept(new Began(id, chunk.model()));
    }
    if (chunk.usage().isObject()) {
      sink.accept(new Counted(GeminiCounts.of(chunk.usage())));
    }
    chunk.parts().forEach(part -> part(part, sink));
    if (!stopped && chunk.isBlocked()) {
      stop(Stop.of(Reason.DECLINED), sink);
    } else if (!stopped && !chunk.finishReason().isEmpty()) {
      stop(GeminiStops.of(chunk.finishReason(), calls > 0), sink);
    }
  }

  private void stop(Stop stop, Consumer<AnswerEvent> sink) {
    stopped = true;
    sink.accept(new Stopped(stop));
  }

  private void part(JsonNode part, Consumer<AnswerEvent> sink) {
    if (GeminiCall.isIn(part)) {
      ToolCall call = GeminiCall.of(part, id, calls);
      sink.accept(new CallBegan(calls, call.id(), call.name(), call.signature()));
      sink.accept(new ArgumentsPiece(calls, call.arguments()));
      sink.accept(new BlockEnded());
      calls++;
      return;
    }
    String text = part.path("text").asText("");
    if (!text.isEmpty()) {
      sink.accept(part.path("thought").asBoolean() ? new ThoughtPiece(text) : new TextPiece(text));
    }
  }
}
