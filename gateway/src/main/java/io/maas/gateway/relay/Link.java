package io.maas.gateway.relay;

import io.maas.gateway.passage.Rewriting;
import io.maas.gateway.passage.WayBack;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;

/// The two ends of an answer on its way, and the relay between them that suits what comes.
///
/// @param engine where it comes from
/// @param client where it goes
/// @param longest bytes that it may have
/// @param listener told how it goes
public record Link(
    HttpClientResponse engine, HttpServerResponse client, long longest, Relay.Listener listener) {

  /// Of an answer that is a stream of events.
  ///
  /// @param brokenEnd what the client is told if it breaks off
  public Relay events(WayBack way, byte[] brokenEnd) {
    return new StreamRelay(
        engine,
        client,
        way.stream(StreamRelay.LONGEST_EVENT),
        brokenEnd,
        longest,
        listener,
        listener.now());
  }

  /// Of a body that nobody reads here.
  ///
  /// @param contentType as the engine said it
  public Relay opaque(String contentType) {
    return new OpaqueRelay(engine, client, contentType, longest, listener);
  }

  /// Of an answer that is one body, to a client that asked for one or for a stream.
  public Relay body(WayBack way) {
    if (way.streams()) {
      Rewriting asStream = way.bodyAsStream(StreamRelay.LONGEST_EVENT);
      return new RewrittenBodyRelay(engine, client, asStream, true, longest, listener);
    }
    return switch (way) {
      case WayBack.Straight straight ->
          new BodyRelay(engine, client, straight.operation(), longest, listener);
      case WayBack.Translated translated ->
          new RewrittenBodyRelay(engine, client, translated.body(), false, longest, listener);
    };
  }
}
