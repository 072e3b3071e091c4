package io.maas.protocol.answer;

import java.io.ByteArrayOutputStream;

/// What becomes of a stream on its way to the client: passed as it is, or translated. Whoever
/// relays it gives the pieces in, sends on what comes out, and is told when it is over. Not
/// thread-safe.
public interface StreamFlow {

  /// Where the stream is.
  enum State {
    /// More is to come.
    OPEN,
    /// The terminal event is in what came out last.
    ENDED,
    /// It is of no use any more, and the client has not been told.
    BROKEN
  }

  /// Takes the next piece, cut anywhere.
  ///
  /// @param out what the client gets of it
  State feed(byte[] piece, ByteArrayOutputStream out);

  /// The upstream has closed the stream. It has ended if all was said that had to be; then the
  /// client's terminal event is written.
  State close(ByteArrayOutputStream out);

  /// What was told so far.
  Answer answer();

  /// How many pieces of content were seen so far, about one a token.
  long pieces();
}
