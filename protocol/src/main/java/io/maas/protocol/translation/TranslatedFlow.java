package io.maas.protocol.translation;

import io.maas.protocol.answer.Answer;
import io.maas.protocol.answer.Notes;
import io.maas.protocol.answer.StreamFlow;
import io.maas.protocol.conversation.AnswerDecoder.StreamDecoder;
import io.maas.protocol.conversation.AnswerEncoder.StreamEncoder;
import io.maas.protocol.conversation.AnswerEvent;
import io.maas.protocol.framing.Framing;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads a stream in the upstream's dialect and writes it in the client's.
public final class TranslatedFlow implements StreamFlow {

  private final Framing framing;
  private final StreamDecoder decoder;
  private final StreamEncoder encoder;
  private final Notes notes = new Notes();
  private final Consumer<AnswerEvent> sink = this::event;
  private @Nullable ByteArrayOutputStream out;

  /// @param framing of the upstream's stream
  public TranslatedFlow(Framing framing, StreamDecoder decoder, StreamEncoder encoder) {
    this.framing = framing;
    this.decoder = decoder;
    this.encoder = encoder;
  }

  @Override
  public State feed(byte[] piece, ByteArrayOutputStream to) {
    out = to;
    boolean sane =
        framing.feed(piece, (bytes, from, until) -> decoder.take(bytes, from, until, sink));
    return notes.finished() ? State.ENDED : sane ? State.OPEN : State.BROKEN;
  }

  @Override
  public State close(ByteArrayOutputStream to) {
    out = to;
    if (!framing.isMidEvent()) {
      decoder.ended(sink);
    }
    return notes.finished() ? State.ENDED : State.BROKEN;
  }

  private void event(AnswerEvent event) {
    if (!notes.finished() && out != null) {
      notes.take(event);
      encoder.write(event, out);
    }
  }

  @Override
  public Answer answer() {
    return notes.answer();
  }

  @Override
  public long pieces() {
    return notes.pieces();
  }
}
