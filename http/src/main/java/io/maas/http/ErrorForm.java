package io.maas.http;

import io.maas.domain.access.Refusal;
import io.maas.protocol.anthropic.ErrorBody;
import io.maas.protocol.conversation.AnswerEncoder.Heading;
import io.maas.protocol.openai.responses.ResponsesError;
import java.util.Objects;

/// The words in which a client's dialect says an error.
public enum ErrorForm {
  /// OpenAI's chat completions, and whatever else of OpenAI's has no streams of its own.
  OPENAI,
  /// OpenAI's responses, which end a stream in an event of their own.
  RESPONSES,
  /// Anthropic's messages.
  ANTHROPIC;

  /// Larger than the number of any event that went before.
  private static final long LAST = Integer.MAX_VALUE;

  private static final String THREAD = "thread";

  /// By these words Anthropic's clients know that they have to shorten the conversation.
  private static final String TOO_LONG = "prompt is too long";

  /// The whole body of a refusal.
  public byte[] body(Refusal refusal, String requestId) {
    return body(refusal, Hearing.PLAIN, requestId);
  }

  /// The same, for whoever hears it in a way of its own.
  public byte[] body(Refusal refusal, Hearing hearing, String requestId) {
    return switch (this) {
      case OPENAI, RESPONSES -> ErrorReply.of(refusal, hearing).body().toJson(requestId);
      case ANTHROPIC -> anthropic(refusal, hearing).toJson(requestId);
    };
  }

  /// The error as the end of a stream.
  ///
  /// @param heading of the answer that ends so
  public byte[] streamEnd(Refusal refusal, Heading heading) {
    return switch (this) {
      case OPENAI -> ErrorReply.of(refusal).body().toStreamEnd(heading.id());
      case RESPONSES -> {
        var error = ErrorReply.of(refusal).body();
        yield ResponsesError.of(
                Objects.requireNonNullElse(error.code(), error.type()), error.message())
            .toStreamEnd(heading, LAST);
      }
      case ANTHROPIC -> anthropic(refusal, Hearing.PLAIN).toStreamEnd(heading.id());
    };
  }

  private static ErrorBody anthropic(Refusal refusal, Hearing hearing) {
    if (refusal instanceof Refusal.Stateful(String field) && field.equals(THREAD)) {
      return ErrorBody.threadUnsupported();
    }
    ErrorReply reply = ErrorReply.of(refusal, hearing);
    if (refusal instanceof Refusal.PromptTooLong) {
      String message = reply.body().message();
      return ErrorBody.of(
          ErrorBody.typeOf(400),
          message.startsWith(TOO_LONG) ? message : TOO_LONG + ": " + message);
    }
    return ErrorBody.of(ErrorBody.typeOf(reply.status()), reply.body().message());
  }
}
