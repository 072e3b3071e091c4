package io.maas.protocol.framing;

/// Finds where the events (or frames) of a stream end, whatever pieces the network brings them in.
/// Works on bytes, so a character cut in two is whole again in its event. Not thread-safe.
public interface Framing {

  /// Told of each whole event, its framing included.
  @FunctionalInterface
  interface Sink {
    /// @param bytes holds the event in `[from, to)`; valid during the call only
    void event(byte[] bytes, int from, int to);
  }

  /// Takes the next piece.
  ///
  /// @return false if the stream is of no use from here on: an event grew beyond what is allowed,
  ///   or its framing is broken
  boolean feed(byte[] piece, Sink sink);

  /// Whether the last event has not ended.
  boolean isMidEvent();
}
