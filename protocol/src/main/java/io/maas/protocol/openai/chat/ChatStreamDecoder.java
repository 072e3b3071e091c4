package io.maas.protocol.openai.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.maas.protocol.conversation.AnswerDecoder.StreamDecoder;
import io.maas.protocol.conversation.AnswerEvent;
import io.maas.protocol.conversation.Stop;
import io.maas.protocol.conversation.Told;
import io.maas.protocol.openai.EventData;
import io.maas.protocol.openai.ToldError;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the chunks of one chat completion.
///
/// A finish reason is not the end: usage comes after it. The first chunk may have no choices
/// (Azure), the last may be missing `[DONE]`, and an error may come behind status 200.
final class ChatStreamDecoder implements StreamDecoder {

  private final ChatCallsReader calls = new ChatCallsReader();
  private boolean began;
  private boolean declined;
  private boolean stopped;
  private boolean over;

  @Override
  public void take(byte[] bytes, int from, int to, Consumer<AnswerEvent> sink) {
    if (over) {
      return;
    }
    switch (EventData.of(bytes, from, to)) {
      case EventData.Tree tree -> chunk(tree.event(), sink);
      case EventData.Done _ -> finish(sink);
      case EventData.Nothing _ -> sink.accept(new AnswerEvent.Alive());
      case EventData.Garbage _ -> fail(new ToldError(null, "the upstream sent no JSON"), sink);
    }
  }

  @Override
  public void ended(Consumer<AnswerEvent> sink) {
    if (stopped && !over) {
      finish(sink);
    }
  }

  private void finish(Consumer<AnswerEvent> sink) {
    if (!began) {
      begin(null, null, sink);
    }
    if (!stopped) {
      stop(MissingNode.getInstance(), sink);
    }
    over = true;
    sink.accept(new AnswerEvent.Finished());
  }

  private void fail(ToldError error, Consumer<AnswerEvent> sink) {
    over = true;
    sink.accept(new AnswerEvent.Failed(error.type(), error.message()));
  }

  private void begin(@Nullable String id, @Nullable String model, Consumer<AnswerEvent> sink) {
    began = true;
    calls.answered(id);
    sink.accept(new AnswerEvent.Began(id, model));
  }

  private void chunk(JsonNode chunk, Consumer<AnswerEvent> sink) {
    ToldError error = ToldError.in(chunk);
    if (error != null) {
      fail(error, sink);
      return;
    }
    JsonNode choices = chunk.path("choices");
    if (!began) {
      String id = ChatAnswerDecoder.words(chunk.path("id"));
      if (id != null || !choices.isEmpty()) {
        begin(id, ChatAnswerDecoder.words(chunk.path("model")), sink);
      }
    }
    for (JsonNode choice : choices) {
      if (choice.path("index").asInt(0) == 0) {
        choice(choice, sink);
      }
    }
    Told told = ChatUsage.read(chunk.path("usage"));
    if (told != null) {
      sink.accept(new AnswerEvent.Counted(told));
    }
  }

  private void choice(JsonNode choice, Consumer<AnswerEvent> sink) {
    JsonNode delta = choice.path("delta");
    String thought = ChatAnswerDecoder.thought(delta);
    if (thought != null) {
      sink.accept(new AnswerEvent.ThoughtPiece(thought));
    }
    JsonNode content = delta.path("content");
    String text = ChatAnswerDecoder.words(content);
    if (text != null) {
      sink.accept(new AnswerEvent.TextPiece(text));
    } else if (content.isArray()) {
      ChatAnswerDecoder.parts(
          content,
          piece -> sink.accept(new AnswerEvent.ThoughtPiece(piece)),
          piece -> sink.accept(new AnswerEvent.TextPiece(piece)));
    }
    String refusal = ChatAnswerDecoder.words(delta.path("refusal"));
    if (refusal != null) {
      declined = true;
      sink.accept(new AnswerEvent.DeclinedPiece(refusal));
    }
    calls.read(delta, sink);
    if (choice.path("finish_reason").isTextual() && !stopped) {
      stop(choice, sink);
    }
  }

  private void stop(JsonNode choice, Consumer<AnswerEvent> sink) {
    stopped = true;
    Stop stop = ChatStop.read(choice, calls.any(), declined);
    sink.accept(new AnswerEvent.Stopped(stop));
  }
}
