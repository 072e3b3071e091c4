package io.maas.protocol.answer;

import io.maas.protocol.conversation.AnswerEvent;
import io.maas.protocol.conversation.Stop;
import io.maas.protocol.conversation.Told;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a stream's events tell about the answer, as they pass.
public final class Notes {

  private Told told = Told.NOTHING;
  private @Nullable Stop stop;
  private @Nullable String model;
  private boolean failed;
  private boolean finished;
  private long pieces;

  /// Takes the next event.
  public void take(AnswerEvent event) {
    switch (event) {
      case AnswerEvent.Began(_, String reported) -> model = reported == null ? model : reported;
      case AnswerEvent.Counted(Told later) -> told = told.then(later);
      case AnswerEvent.Stopped(Stop reason) -> stop = reason;
      case AnswerEvent.Failed _ -> {
        failed = true;
        finished = true;
      }
      case AnswerEvent.Finished _ -> finished = true;
      case AnswerEvent.TextPiece _,
          AnswerEvent.DeclinedPiece _,
          AnswerEvent.ThoughtPiece _,
          AnswerEvent.SealedThoughtCame _,
          AnswerEvent.CallBegan _,
          AnswerEvent.ArgumentsPiece _ ->
          pieces++;
      case AnswerEvent.ThoughtSigned _, AnswerEvent.BlockEnded _, AnswerEvent.Alive _ -> {}
    }
  }

  /// Whether the stream has ended, well or not.
  public boolean finished() {
    return finished;
  }

  /// How many pieces had content.
  public long pieces() {
    return pieces;
  }

  /// All of it.
  public Answer answer() {
    return new Answer(told.usage(), stop == null ? null : word(stop), model, failed);
  }

  /// The provider's own word where it is not one of ours.
  static String word(Stop stop) {
    return stop.original() == null
        ? stop.reason().name().toLowerCase(Locale.ROOT)
        : stop.original();
  }
}
