package io.maas.gateway.passage;

import io.maas.domain.catalog.Dialect;
import io.maas.protocol.answer.MediaFlow;
import io.maas.protocol.answer.StreamFlow;
import io.maas.protocol.answer.WatchedFlow;
import io.maas.protocol.conversation.AnswerDecoder;
import io.maas.protocol.conversation.AnswerEncoder;
import io.maas.protocol.openai.PassedFlow;
import io.maas.protocol.request.Operation;
import io.maas.protocol.translation.Dialects;
import io.maas.protocol.translation.TranslatedFlow;

/// How an answer comes back.
public sealed interface WayBack {

  /// As it is.
  ///
  /// @param usageAsked whether the client asked for usage itself
  record Straight(Operation operation, boolean usageAsked) implements WayBack {

    @Override
    public StreamFlow stream(int longestEvent) {
      return switch (operation) {
        case RESPONSE, MESSAGE ->
            new WatchedFlow(
                Dialects.upstreamAnswers(operation.dialect().orElseThrow()).orElseThrow().stream(),
                longestEvent);
        case TRANSCRIPTION, TRANSLATION, SPEECH, IMAGE, IMAGE_EDIT, IMAGE_VARIATION ->
            new MediaFlow(operation, longestEvent);
        case CHAT, COMPLETION, EMBEDDING, RERANK, SCORE -> new PassedFlow(usageAsked, longestEvent);
      };
    }
  }

  /// From the endpoint's dialect into the client's.
  record Translated(Dialect upstream, AnswerDecoder decoder, AnswerEncoder encoder)
      implements WayBack {

    @Override
    public StreamFlow stream(int longestEvent) {
      return new TranslatedFlow(
          Dialects.framing(upstream, longestEvent), decoder.stream(), encoder.stream());
    }
  }

  /// What becomes of an answer that is a stream.
  ///
  /// @param longestEvent bytes after which an event without end is an error
  StreamFlow stream(int longestEvent);
}
