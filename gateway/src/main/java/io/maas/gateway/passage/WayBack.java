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
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/// How an answer comes back.
public sealed interface WayBack {

  /// As it is.
  ///
  /// @param usageAsked whether the client asked for usage itself
  /// @param streams whether the client asked for a stream of events that are known here
  /// @param encoder writes what the client reads, should the answer be none that it asked for;
  ///   empty if the request is nothing that can be written so
  record Straight(
      Operation operation,
      boolean usageAsked,
      boolean streams,
      Supplier<Optional<AnswerEncoder>> encoder)
      implements WayBack {

    @Override
    public StreamFlow stream(int longestEvent) {
      return switch (operation) {
        case RESPONSE, MESSAGE -> new WatchedFlow(decoder().orElseThrow().stream(), longestEvent);
        case TRANSCRIPTION, TRANSLATION, SPEECH, IMAGE, IMAGE_EDIT, IMAGE_VARIATION ->
            new MediaFlow(operation, longestEvent);
        case CHAT, COMPLETION, EMBEDDING, RERANK, SCORE -> new PassedFlow(usageAsked, longestEvent);
      };
    }

    @Override
    public Rewriting bodyAsStream(int longestEvent) {
      Optional<AnswerDecoder> reader = decoder();
      if (reader.isEmpty()) {
        return Rewriting.toOneEvent(stream(longestEvent));
      }
      return encoder
          .get()
          .map(writer -> Rewriting.toStream(reader.get(), writer))
          .orElse(_ -> {
            throw new IOException("one body (expected: a stream)");
          });
    }

    private Optional<AnswerDecoder> decoder() {
      return operation.dialect().flatMap(Dialects::upstreamAnswers);
    }
  }

  /// From the endpoint's dialect into the client's.
  ///
  /// @param streams whether the client asked for a stream
  record Translated(Dialect upstream, AnswerDecoder decoder, AnswerEncoder encoder, boolean streams)
      implements WayBack {

    @Override
    public StreamFlow stream(int longestEvent) {
      return new TranslatedFlow(
          Dialects.framing(upstream, longestEvent), decoder.stream(), encoder.stream());
    }

    @Override
    public Rewriting bodyAsStream(int longestEvent) {
      return Rewriting.toStream(decoder, encoder);
    }

    /// What becomes of an answer that is one body, as the client wants it.
    public Rewriting body() {
      return Rewriting.toBody(decoder, encoder);
    }
  }

  /// Whether the client asked for a stream.
  boolean streams();

  /// What becomes of an answer that is a stream.
  ///
  /// @param longestEvent bytes after which an event without end is an error
  StreamFlow stream(int longestEvent);

  /// What becomes of an answer that is one body where the client asked for a stream: some upstreams
  /// do not stream what others do, such as calls of tools.
  ///
  /// @param longestEvent bytes after which an event without end is an error
  Rewriting bodyAsStream(int longestEvent);
}
