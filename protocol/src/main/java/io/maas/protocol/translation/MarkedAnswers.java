package io.maas.protocol.translation;

import io.maas.domain.catalog.Dialect;
import io.maas.protocol.conversation.AnswerDecoder;
import io.maas.protocol.conversation.AnswerEvent;
import io.maas.protocol.conversation.AnswerEvent.SealedThoughtCame;
import io.maas.protocol.conversation.AnswerEvent.ThoughtSigned;
import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.WholeAnswer;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Marks with its maker what a provider signed or sealed, where a client holds it in the dialect of
/// another: so that it is known whose it is when it comes back.
public final class MarkedAnswers implements AnswerDecoder {

  private final AnswerDecoder decoder;
  private final Maker maker;

  private MarkedAnswers(AnswerDecoder decoder, Maker maker) {
    this.decoder = decoder;
    this.maker = maker;
  }

  /// The same reader, for clients of a dialect.
  public static AnswerDecoder of(AnswerDecoder decoder, Maker maker, Dialect client) {
    Maker usual = Maker.of(client);
    return usual == null || usual == maker ? decoder : new MarkedAnswers(decoder, maker);
  }

  @Override
  public WholeAnswer whole(byte[] body) throws IOException {
    WholeAnswer answer = decoder.whole(body);
    return new WholeAnswer(
        answer.id(),
        answer.model(),
        answer.content().stream().map(this::marked).toList(),
        answer.stop(),
        answer.told());
  }

  private Content marked(Content part) {
    return switch (part) {
      case Content.Thought(String text, String signature) when signature != null ->
          new Content.Thought(text, maker.marked(signature));
      case Content.SealedThought(String data) -> new Content.SealedThought(maker.marked(data));
      default -> part;
    };
  }

  @Override
  public StreamDecoder stream() {
    return new Marking(decoder.stream());
  }

  private final class Marking implements StreamDecoder {

    private final StreamDecoder inner;
    private final Consumer<AnswerEvent> marking = this::mark;
    private @Nullable Consumer<AnswerEvent> sink;
    private boolean within; // a signature that has begun, and may come in pieces

    Marking(StreamDecoder inner) {
      this.inner = inner;
    }

    @Override
    public void take(byte[] bytes, int from, int to, Consumer<AnswerEvent> next) {
      sink = next;
      inner.take(bytes, from, to, marking);
    }

    @Override
    public void ended(Consumer<AnswerEvent> next) {
      sink = next;
      inner.ended(marking);
    }

    private void mark(AnswerEvent event) {
      AnswerEvent told =
          switch (event) {
            case ThoughtSigned(String signature) ->
                within ? event : new ThoughtSigned(maker.marked(signature));
            case SealedThoughtCame(String data) -> new SealedThoughtCame(maker.marked(data));
            default -> event;
          };
      within = event instanceof ThoughtSigned;
      if (sink != null) {
        sink.accept(told);
      }
    }
  }
}
