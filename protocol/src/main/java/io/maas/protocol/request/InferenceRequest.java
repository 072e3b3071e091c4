package io.maas.protocol.request;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What a client sent, read once. The bytes are the client's own; unknown fields are in them still.
///
/// @param operation what is asked
/// @param body the bytes
/// @param model the client's name of the model, null if it gave none
/// @param stream whether the answer shall be a stream
/// @param usageAsked whether the client wants usage in the stream
/// @param maxTokens the client's bound of each answer
/// @param choices how many answers are generated: `n`, `best_of` or llama.cpp's `n_cmpl`, times the
///   prompts
/// @param prompt how large the prompt is
/// @param spans where governance may have to splice
/// @param media what it takes beside tokens
/// @param form how its body is put together where it is a form; null where it is JSON
public record InferenceRequest(
    Operation operation,
    byte[] body,
    @Nullable String model,
    boolean stream,
    boolean usageAsked,
    OptionalLong maxTokens,
    int choices,
    PromptSize prompt,
    Spans spans,
    MediaSize media,
    @Nullable Form form) {

  /// A form of several parts.
  ///
  /// @param contentType as the client sent it, which the upstream needs to read the body
  /// @param boundary between its parts
  public record Form(String contentType, String boundary) {}

  /// Where the values of some top-level fields are in the body.
  ///
  /// @param model of `model`
  /// @param maxTokens of `max_tokens`
  /// @param maxCompletionTokens of `max_completion_tokens`
  /// @param maxOutputTokens of `max_output_tokens`, as responses have it
  /// @param predict of `n_predict`, which llama.cpp obeys before the other two and others ignore
  /// @param streamOptions of `stream_options`
  public record Spans(
      @Nullable Span model,
      @Nullable Bound maxTokens,
      @Nullable Bound maxCompletionTokens,
      @Nullable Bound maxOutputTokens,
      @Nullable Bound predict,
      @Nullable Span streamOptions) {

    /// Of a request in which nothing but the model may have to be changed.
    static Spans ofModel(@Nullable Span model) {
      return new Spans(model, null, null, null, null, null);
    }
  }

  /// A bound of each answer and its place in the body.
  ///
  /// @param tokens empty where it is null
  public record Bound(OptionalLong tokens, Span span) {

    boolean exceeds(long allowance) {
      return tokens.isEmpty() || tokens.getAsLong() > allowance;
    }
  }

  /// A value's place in the body, `[from, to)`.
  public record Span(int from, int to) {}
}
