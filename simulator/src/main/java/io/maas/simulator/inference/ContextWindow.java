package io.maas.simulator.inference;

import io.maas.simulator.answer.Bounds;
import io.maas.simulator.text.Tokenizer;
import io.maas.simulator.wire.ApiError;
import io.maas.simulator.wire.Sampling;
import java.util.Optional;

/// What fits into a model's context, and vLLM's words for what does not.
final class ContextWindow {
  private final int length;

  ContextWindow(int length) {
    this.length = length;
  }

  /// Refuses a text that is too long whatever its tokens are, so that nobody has to count them.
  Optional<ApiError> refuseUnread(long chars) {
    long least = chars / Tokenizer.MOST_BYTES_PER_TOKEN;
    return least > length ? Optional.of(tooLong("at least " + least)) : Optional.empty();
  }

  /// Refuses an input that does not fit.
  Optional<ApiError> refuse(int tokens) {
    return tokens > length ? Optional.of(tooLong(Integer.toString(tokens))) : Optional.empty();
  }

  /// Refuses a prompt that leaves no room for the output that is asked for.
  Optional<ApiError> refuse(int promptTokens, Sampling sampling) {
    int left = length - promptTokens;
    if (left < 1) {
      return Optional.of(tooLong(Integer.toString(promptTokens)));
    }
    if (sampling.maxTokens() > left) {
      return Optional.of(
          ApiError.badRequest(
              ("'max_tokens' or 'max_completion_tokens' is too large: %d. This model's maximum"
                      + " context length is %d tokens and your request has %d input tokens"
                      + " (%d > %d - %d).")
                  .formatted(
                      sampling.maxTokens(),
                      length,
                      promptTokens,
                      sampling.maxTokens(),
                      length,
                      promptTokens),
              "max_tokens"));
    }
    return Optional.empty();
  }

  /// The bounds of each answer to a prompt that fits.
  Bounds bounds(int promptTokens, Sampling sampling, boolean forceLength) {
    boolean limited = sampling.maxTokens() > 0;
    return new Bounds(
        sampling.minTokens(),
        limited ? sampling.maxTokens() : length - promptTokens,
        sampling.ignoreEos() || (forceLength && limited),
        sampling.stops(),
        sampling.keepsStop());
  }

  private ApiError tooLong(String tokens) {
    return ApiError.badRequest(
        ("This model's maximum context length is %d tokens. However, your request has %s input"
                + " tokens. Please reduce the length of the input messages.")
            .formatted(length, tokens),
        "messages");
  }
}
