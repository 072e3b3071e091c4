package io.maas.domain.metering;

/// What a [Limit] counts.
public enum Unit {
  /// One for each admitted request; given back only if nothing was sent upstream.
  REQUESTS,
  /// Input and output tokens together, the reference's only unit.
  TOTAL_TOKENS,
  /// Prompt tokens, cached ones included.
  INPUT_TOKENS,
  /// Generated tokens, reasoning included.
  OUTPUT_TOKENS;

  /// How much of this unit the given counts are.
  ///
  /// @param input prompt tokens
  /// @param output generated tokens
  public long of(long input, long output) {
    return switch (this) {
      case REQUESTS -> 1;
      case TOTAL_TOKENS -> input + output;
      case INPUT_TOKENS -> input;
      case OUTPUT_TOKENS -> output;
    };
  }

  /// Whether the amount of output decides how much of this unit a request takes.
  public boolean countsOutput() {
    return this == TOTAL_TOKENS || this == OUTPUT_TOKENS;
  }
}
