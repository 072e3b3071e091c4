package io.maas.gateway.passage;

import io.maas.domain.catalog.Dialect;
import io.maas.gateway.relay.BodyRelay;
import io.maas.gateway.relay.Relay;
import io.maas.gateway.relay.StreamRelay;
import io.maas.gateway.relay.TranslatedBodyRelay;
import io.maas.protocol.answer.StreamFlow;
import io.maas.protocol.answer.WatchedFlow;
import io.maas.protocol.conversation.AnswerDecoder;
import io.maas.protocol.conversation.AnswerEncoder;
import io.maas.protocol.openai.PassedFlow;
import io.maas.protocol.request.Operation;
import io.maas.protocol.translation.Dialects;
import io.maas.protocol.translation.TranslatedFlow;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;

/// How an answer comes back.
public sealed interface WayBack {

  /// As it is.
  ///
  /// @param usageAsked whether the client asked for usage itself
  record Straight(Operation operation, boolean usageAsked) implements WayBack {

    @Override
    public StreamFlow stream() {
      return switch (operation) {
        case RESPONSE, MESSAGE ->
            new WatchedFlow(
                Dialects.upstreamAnswers(operation.dialect().orElseThrow()).orElseThrow().stream(),
                StreamRelay.LONGEST_EVENT);
        case CHAT, COMPLETION, EMBEDDING, RERANK, SCORE ->
            new PassedFlow(usageAsked, StreamRelay.LONGEST_EVENT);
      };
    }

    @Override
    public Relay body(
        HttpClientResponse engine, HttpServerResponse client, Relay.Listener listener) {
      return new BodyRelay(engine, client, operation, listener);
    }
  }

  /// From the endpoint's dialect into the client's.
  record Translated(Dialect upstream, AnswerDecoder decoder, AnswerEncoder encoder)
      implements WayBack {

    @Override
    public StreamFlow stream() {
      return new TranslatedFlow(
          Dialects.framing(upstream, StreamRelay.LONGEST_EVENT),
          decoder.stream(),
          encoder.stream());
    }

    @Override
    public Relay body(
        HttpClientResponse engine, HttpServerResponse client, Relay.Listener listener) {
      return new TranslatedBodyRelay(engine, client, decoder, encoder, listener);
    }
  }

  /// What becomes of an answer that is a stream.
  StreamFlow stream();

  /// Relays an answer that is one body.
  Relay body(HttpClientResponse engine, HttpServerResponse client, Relay.Listener listener);
}
