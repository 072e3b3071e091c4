package io.maas.protocol.translation;

import io.maas.protocol.conversation.AnswerEvent;
import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Stop;
import io.maas.protocol.conversation.Told;
import io.maas.protocol.conversation.WholeAnswer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stream's events put together to the answer that they are.
final class Collected {

  private final List<Content> content = new ArrayList<>();
  private @Nullable String id;
  private @Nullable String model;
  private @Nullable Stop stop;
  private Told told = Told.NOTHING;
  private boolean open;
  private boolean finished;

  static WholeAnswer of(List<AnswerEvent> events) {
    Collected collected = new Collected();
    events.forEach(collected::take);
    if (!collected.finished || collected.stop == null) {
      throw new AssertionError("a stream without its end: " + events);
    }
    return new WholeAnswer(
        collected.id, collected.model, collected.content, collected.stop, collected.told);
  }

  private void take(AnswerEvent event) {
    if (finished) {
      throw new AssertionError(event + " after the end");
    }
    switch (event) {
      case AnswerEvent.Began began -> {
        id = began.id();
        model = began.model();
      }
      case AnswerEvent.TextPiece piece ->
          add(
              last() instanceof Content.Text text && open
                  ? new Content.Text(text.text() + piece.text())
                  : new Content.Text(piece.text()),
              last() instanceof Content.Text && open);
      case AnswerEvent.DeclinedPiece piece -> add(new Content.Declined(piece.text()), false);
      case AnswerEvent.ThoughtPiece piece ->
          add(
              last() instanceof Content.Thought thought && open
                  ? new Content.Thought(thought.text() + piece.text(), null)
                  : new Content.Thought(piece.text(), null),
              last() instanceof Content.Thought && open);
      case AnswerEvent.ThoughtSigned signed ->
          add(
              new Content.Thought(
                  last() instanceof Content.Thought thought ? thought.text() : "",
                  signed.signature()),
              last() instanceof Content.Thought);
      case AnswerEvent.SealedThoughtCame sealed ->
          add(new Content.SealedThought(sealed.data()), false);
      case AnswerEvent.CallBegan call ->
          add(new Content.ToolCall(call.id(), call.name(), "", call.signature()), false);
      case AnswerEvent.ArgumentsPiece piece -> {
        Content.ToolCall call = (Content.ToolCall) content.getLast();
        String arguments = call.arguments() + piece.json();
        add(new Content.ToolCall(call.id(), call.name(), arguments, call.signature()), true);
      }
      case AnswerEvent.BlockEnded _ -> open = false;
      case AnswerEvent.Stopped stopped -> stop = stopped.stop();
      case AnswerEvent.Counted counted -> told = told.then(counted.told());
      case AnswerEvent.Alive _ -> {}
      case AnswerEvent.Failed failed -> throw new AssertionError(failed);
      case AnswerEvent.Finished _ -> finished = true;
    }
  }

  private @Nullable Content last() {
    return content.isEmpty() ? null : content.getLast();
  }

  private void add(Content part, boolean instead) {
    if (instead) {
      content.removeLast();
    }
    content.add(part);
    open = true;
  }
}
