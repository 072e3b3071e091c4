package io.maas.protocol.conversation;

import java.io.ByteArrayOutputStream;

/// Writes what a client reads.
///
/// Made for one request: some dialects repeat in the answer what was asked.
public interface AnswerEncoder {

  /// What an answer says of itself where the upstream's words are not the client's.
  ///
  /// @param id our id of the request; dialects put their prefix before it
  /// @param model the client's name of the model
  /// @param createdAt in seconds since 1970
  record Heading(String id, String model, long createdAt) {}

  /// Writes an answer that is one body.
  byte[] whole(WholeAnswer answer);

  /// Makes a writer for one stream.
  StreamEncoder stream();

  /// Writes one stream. Not thread-safe.
  interface StreamEncoder {

    /// Writes what the event brings, if anything, framing included. A stream never ends cleanly
    /// without its dialect's terminal event: it is written at [AnswerEvent.Finished], and at
    /// [AnswerEvent.Failed] after the dialect's error.
    void write(AnswerEvent event, ByteArrayOutputStream out);
  }
}
