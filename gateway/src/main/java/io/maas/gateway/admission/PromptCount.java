package io.maas.gateway.admission;

/// How many tokens a prompt has, as far as that is known before an engine tells.
///
/// @param bound the most that it can have; where the certainty is an estimate, as many as it likely
///   has
/// @param likely as many as it likely has, never above the bound
/// @param certainty what the bound is worth
/// @param source how it was found
public record PromptCount(long bound, long likely, Certainty certainty, Source source) {

  /// Of what is no prompt.
  public static final PromptCount NONE =
      new PromptCount(0, 0, Certainty.ESTIMATE, Source.UNCOUNTED);

  /// What a count is worth.
  public enum Certainty {
    /// The engine will count the same.
    EXACT,
    /// The engine will count no more.
    UPPER_BOUND,
    /// The engine may count more.
    ESTIMATE
  }

  /// How a count was found.
  public enum Source {
    /// The model names a tokenizer, and it counted.
    TOKENIZER,
    /// The engine counted.
    UPSTREAM,
    /// Bytes, because the model names no tokenizer, or no limit wants to know.
    BYTES,
    /// Bytes, because the prompt is too large to be counted.
    TOO_LARGE,
    /// Bytes, because too many prompts are being counted.
    TOO_MANY,
    /// Bytes, because the count did not come in time.
    TOO_LATE,
    /// Bytes, because the tokenizer or the engine would not count it.
    UNCOUNTED
  }
}
