package io.maas.gateway.relay;

import io.maas.domain.metering.Outcome.End;
import io.maas.http.Headers;
import io.maas.protocol.answer.Answer;
import io.vertx.core.buffer.Buffer;

/// An answer on its way from an engine to the client.
public interface Relay {

  /// Told once how the answer ends, before its last bytes go to the client.
  interface Listener {

    /// The first bytes of the answer are here.
    void begun();

    /// More bytes of the answer are here.
    void moved();

    /// These bytes of the answer go to the client next.
    void passes(Buffer bytes);

    /// The answer ends.
    ///
    /// @param pieces how many pieces of content were seen, about one a token
    void ended(End end, Answer answer, long pieces);

    /// The moment, on the monotonic ticker.
    long now();

    /// What came is no answer, and nothing of it went to the client: something else may be said.
    void unusable(String found);
  }

  /// Whether the client gets a stream of events.
  default boolean streams() {
    return false;
  }

  /// What the client is told that it is.
  default CharSequence contentType() {
    return streams() ? Headers.EVENT_STREAM : Headers.JSON;
  }

  /// Starts to pass bytes.
  void start();

  /// Ends the answer towards the client with an error and lets go of the engine.
  ///
  /// @param error what a stream's client is told; an answer that is one body is cut instead
  void abort(byte[] error);

  /// Time has passed.
  default void tick(long now) {}

  /// What was told so far.
  Answer answer();

  /// How many pieces of content were seen so far.
  long pieces();
}
