package io.maas.protocol.answer;

import io.maas.protocol.conversation.AnswerDecoder;
import io.maas.protocol.conversation.AnswerEvent;
import io.maas.protocol.sse.EventSplitter;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/// Passes a stream as it is, and reads along in its own dialect.
public final class WatchedFlow implements StreamFlow {

  private final EventSplitter splitter;
  private final AnswerDecoder.StreamDecoder decoder;
  private final Notes notes = new Notes();
  private final Consumer<AnswerEvent> sink = notes::take;

  /// @param decoder of the dialect that both sides speak
  /// @param longestEvent bytes after which an event without end is an error
  public WatchedFlow(AnswerDecoder.StreamDecoder decoder, int longestEvent) {
    this.decoder = decoder;
    this.splitter = new EventSplitter(longestEvent);
  }

  @Override
  public State feed(byte[] piece, ByteArrayOutputStream out) {
    boolean sane =
        splitter.feed(
            piece,
            (bytes, from, to) -> {
              if (!notes.finished()) {
                decoder.take(bytes, from, to, sink);
                out.write(bytes, from, to - from);
              }
            });
    return notes.finished() ? State.ENDED : sane ? State.OPEN : State.BROKEN;
  }

  @Override
  public State close(ByteArrayOutputStream out) {
    if (!splitter.isMidEvent()) {
      decoder.ended(sink);
    }
    return notes.finished() ? State.ENDED : State.BROKEN;
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
