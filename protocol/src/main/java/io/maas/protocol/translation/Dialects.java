package io.maas.protocol.translation;

import io.maas.domain.catalog.Dialect;
import io.maas.protocol.bedrock.ConverseAnswerDecoder;
import io.maas.protocol.bedrock.ConverseRequestEncoder;
import io.maas.protocol.conversation.AnswerDecoder;
import io.maas.protocol.conversation.AnswerEncoder;
import io.maas.protocol.conversation.AnswerEncoder.Heading;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.RequestDecoder;
import io.maas.protocol.conversation.RequestEncoder;
import io.maas.protocol.gemini.GeminiAnswerDecoder;
import io.maas.protocol.gemini.GeminiRequestEncoder;
import java.util.Optional;

/// The readers and writers of each dialect. Clients speak three of them, upstreams all.
public final class Dialects {

  private Dialects() {}

  /// Reads what clients of a dialect ask; empty if no client speaks it.
  public static Optional<RequestDecoder> requests(Dialect client) {
    return switch (client) {
      case OPENAI_CHAT, OPENAI_RESPONSES, MESSAGES, BEDROCK_CONVERSE, GEMINI -> Optional.empty();
    };
  }

  /// Writes what clients of a dialect read; empty if no client speaks it.
  ///
  /// @param asked what the client asked
  public static Optional<AnswerEncoder> answers(
      Dialect client, Conversation asked, Heading heading) {
    return switch (client) {
      case OPENAI_CHAT, OPENAI_RESPONSES, MESSAGES, BEDROCK_CONVERSE, GEMINI -> Optional.empty();
    };
  }

  /// Writes what upstreams of a dialect read.
  public static Optional<RequestEncoder> upstreamRequests(Dialect upstream) {
    return switch (upstream) {
      case OPENAI_CHAT, OPENAI_RESPONSES, MESSAGES -> Optional.empty();
      case BEDROCK_CONVERSE -> Optional.of(new ConverseRequestEncoder());
      case GEMINI -> Optional.of(new GeminiRequestEncoder());
    };
  }

  /// Reads what upstreams of a dialect answer.
  public static Optional<AnswerDecoder> upstreamAnswers(Dialect upstream) {
    return switch (upstream) {
      case OPENAI_CHAT, OPENAI_RESPONSES, MESSAGES -> Optional.empty();
      case BEDROCK_CONVERSE -> Optional.of(new ConverseAnswerDecoder());
      case GEMINI -> Optional.of(new GeminiAnswerDecoder());
    };
  }
}
