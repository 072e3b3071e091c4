package io.maas.protocol.conversation;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An answer that came in one piece.
///
/// @param id the provider's id of it, if it gave one
/// @param model the provider's own name of the model, if it gave one
/// @param content what the model said, thought and called, in its order
/// @param stop why it stopped
/// @param told the tokens
public record WholeAnswer(
    @Nullable String id, @Nullable String model, List<Content> content, Stop stop, Told told) {

  public WholeAnswer {
    content = List.copyOf(content);
  }

  /// Tells it as a stream would have: for a client that asked for one and an upstream that answered
  /// in one piece all the same.
  public void tell(Consumer<AnswerEvent> sink) {
    sink.accept(new AnswerEvent.Began(id, model));
    sink.accept(new AnswerEvent.Counted(told));
    int calls = 0;
    for (Content part : content) {
      if (part instanceof Content.ToolCall call) {
        sink.accept(new AnswerEvent.CallBegan(calls, call.id(), call.name(), call.signature()));
        sink.accept(new AnswerEvent.ArgumentsPiece(calls++, call.arguments()));
      } else {
        tell(part, sink);
      }
      sink.accept(new AnswerEvent.BlockEnded());
    }
    sink.accept(new AnswerEvent.Stopped(stop));
    sink.accept(new AnswerEvent.Finished());
  }

  private static void tell(Content part, Consumer<AnswerEvent> sink) {
    switch (part) {
      case Content.Text(String text) -> sink.accept(new AnswerEvent.TextPiece(text));
      case Content.Declined(String text) -> sink.accept(new AnswerEvent.DeclinedPiece(text));
      case Content.Thought(String text, String signature) -> {
        if (!text.isEmpty()) {
          sink.accept(new AnswerEvent.ThoughtPiece(text));
        }
        if (signature != null) {
          sink.accept(new AnswerEvent.ThoughtSigned(signature));
        }
      }
      case Content.SealedThought(String data) ->
          sink.accept(new AnswerEvent.SealedThoughtCame(data));
      case Content.ToolCall _, Content.CachePoint _, Content.Foreign _ -> {}
      case Content.Image _, Content.Document _, Content.ToolResult _ -> {} // no model says these
    }
  }
}
