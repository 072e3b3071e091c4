package io.maas.protocol.conversation;

import java.io.IOException;
import java.util.function.Consumer;

/// Reads what an upstream answers.
public interface AnswerDecoder {

  /// Reads an answer that is one body.
  ///
  /// @throws IOException if it is none, saying what was found
  WholeAnswer whole(byte[] body) throws IOException;

  /// Makes a reader for one stream.
  StreamDecoder stream();

  /// Reads one stream. Not thread-safe.
  interface StreamDecoder {

    /// Takes the next whole event (or frame) of the stream, framing included. What it does not know
    /// it passes over.
    ///
    /// @param bytes holds the event in `[from, to)`; valid during the call only
    void take(byte[] bytes, int from, int to, Consumer<AnswerEvent> sink);

    /// The upstream closed the stream. Tells [AnswerEvent.Finished] where the dialect has no
    /// terminal event and all that it had to say was said; otherwise nothing.
    void ended(Consumer<AnswerEvent> sink);
  }
}
