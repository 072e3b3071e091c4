package io.maas.protocol.translation;

import io.maas.domain.catalog.Dialect;
import io.maas.protocol.anthropic.MessagesAnswerDecoder;
import io.maas.protocol.anthropic.MessagesAnswerEncoder;
import io.maas.protocol.anthropic.MessagesRequestDecoder;
import io.maas.protocol.anthropic.MessagesRequestEncoder;
import io.maas.protocol.aws.EventStreamFrames;
import io.maas.protocol.bedrock.ConverseAnswerDecoder;
import io.maas.protocol.bedrock.ConverseRequestEncoder;
import io.maas.protocol.conversation.AnswerDecoder;
import io.maas.protocol.conversation.AnswerEncoder;
import io.maas.protocol.conversation.AnswerEncoder.Heading;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.RequestDecoder;
import io.maas.protocol.conversation.RequestEncoder;
import io.maas.protocol.framing.Framing;
import io.maas.protocol.gemini.GeminiAnswerDecoder;
import io.maas.protocol.gemini.GeminiRequestEncoder;
import io.maas.protocol.openai.chat.ChatAnswerDecoder;
import io.maas.protocol.openai.chat.ChatAnswerEncoder;
import io.maas.protocol.openai.chat.ChatRequestDecoder;
import io.maas.protocol.openai.chat.ChatRequestEncoder;
import io.maas.protocol.openai.responses.ResponsesAnswerDecoder;
import io.maas.protocol.openai.responses.ResponsesAnswerEncoder;
import io.maas.protocol.openai.responses.ResponsesRequestDecoder;
import io.maas.protocol.openai.responses.ResponsesRequestEncoder;
import io.maas.protocol.sse.EventSplitter;
import java.util.Optional;

/// The readers and writers of each dialect. Clients speak three of them, upstreams all.
public final class Dialects {

  private Dialects() {}

  /// Reads what clients of a dialect ask; empty if no client speaks it.
  public static Optional<RequestDecoder> requests(Dialect client) {
    return switch (client) {
      case OPENAI_CHAT -> Optional.of(new ChatRequestDecoder());
      case OPENAI_RESPONSES -> Optional.of(new ResponsesRequestDecoder());
      case MESSAGES -> Optional.of(new MessagesRequestDecoder());
      case BEDROCK_CONVERSE, GEMINI -> Optional.empty();
    };
  }

  /// Writes what clients of a dialect read; empty if no client speaks it.
  ///
  /// @param asked what the client asked
  public static Optional<AnswerEncoder> answers(
      Dialect client, Conversation asked, Heading heading) {
    return switch (client) {
      case OPENAI_CHAT -> Optional.of(new ChatAnswerEncoder(asked, heading));
      case OPENAI_RESPONSES -> Optional.of(new ResponsesAnswerEncoder(asked, heading));
      case MESSAGES -> Optional.of(new MessagesAnswerEncoder(heading));
      case BEDROCK_CONVERSE, GEMINI -> Optional.empty();
    };
  }

  /// Writes what upstreams of a dialect read.
  public static Optional<RequestEncoder> upstreamRequests(Dialect upstream) {
    return switch (upstream) {
      case OPENAI_CHAT -> Optional.of(new ChatRequestEncoder());
      case OPENAI_RESPONSES -> Optional.of(new ResponsesRequestEncoder());
      case MESSAGES -> Optional.of(new MessagesRequestEncoder());
      case BEDROCK_CONVERSE -> Optional.of(new ConverseRequestEncoder());
      case GEMINI -> Optional.of(new GeminiRequestEncoder());
    };
  }

  /// Reads what upstreams of a dialect answer.
  public static Optional<AnswerDecoder> upstreamAnswers(Dialect upstream) {
    return switch (upstream) {
      case OPENAI_CHAT -> Optional.of(new ChatAnswerDecoder());
      case OPENAI_RESPONSES -> Optional.of(new ResponsesAnswerDecoder());
      case MESSAGES -> Optional.of(new MessagesAnswerDecoder());
      case BEDROCK_CONVERSE -> Optional.of(new ConverseAnswerDecoder());
      case GEMINI -> Optional.of(new GeminiAnswerDecoder());
    };
  }

  /// Finds where the events of an upstream's streams end.
  ///
  /// @param longest bytes after which an event without end is an error
  public static Framing framing(Dialect upstream, int longest) {
    return switch (upstream) {
      case OPENAI_CHAT, OPENAI_RESPONSES, MESSAGES, GEMINI -> new EventSplitter(longest);
      case BEDROCK_CONVERSE -> new EventStreamFrames(longest);
    };
  }
}
