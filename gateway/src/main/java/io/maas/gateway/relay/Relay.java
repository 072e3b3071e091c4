package io.maas.gateway.relay;

import io.maas.domain.metering.Outcome.End;
import io.maas.gateway.passage.WayBack;
import io.maas.http.Headers;
import io.maas.protocol.answer.Answer;
import io.maas.protocol.conversation.AnswerDecoder;
import io.maas.protocol.conversation.AnswerEncoder;
import io.maas.protocol.request.Operation;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;

/// An answer on its way from an engine to the client.
public interface Relay {

  /// Told once how the answer ends, before its last bytes go to the client.
  interface Listener {

    /// The first bytes of the answer are here.
    void begun();

    /// More bytes of the answer are here.
    void moved();

    /// The answer ends.
    ///
    /// @param pieces how many pieces of content were seen, about one a token
    void ended(End end, Answer answer, long pieces);

    /// The moment, on the monotonic ticker.
    long now();

    /// What came is no answer, and nothing of it went to the client: something else may be said.
    void unusable(String found);
  }

  /// Relays an answer that is one body.
  static Relay ofBody(
      WayBack way, HttpClientResponse engine, HttpServerResponse client, Listener listener) {
    return switch (way) {
      case WayBack.Straight(Operation operation, _) ->
          new BodyRelay(engine, client, operation, listener);
      case WayBack.Translated(_, AnswerDecoder decoder, AnswerEncoder encoder) ->
          new TranslatedBodyRelay(engine, client, decoder, encoder, listener);
    };
  }

  /// What the client is told that it is.
  default CharSequence contentType() {
    return Headers.JSON;
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
