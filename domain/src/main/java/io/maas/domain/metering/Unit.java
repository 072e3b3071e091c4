package io.maas.domain.metering;

/// What a [Limit] counts, in words. How much of it a request is, a [Measure] says.
public enum Unit {
  /// One for each admitted request; given back only if nothing was sent upstream.
  REQUESTS,
  /// Input and output tokens together, the reference's only unit. May be weighted.
  TOTAL_TOKENS,
  /// Prompt tokens, cached ones included.
  INPUT_TOKENS,
  /// Generated tokens, reasoning included.
  OUTPUT_TOKENS,
  /// Money, in billionths of a currency's main unit.
  COST,
  /// One for each request under way; given back when it ends.
  CONCURRENT_REQUESTS,
  /// Seconds of sound that is heard.
  SECONDS,
  /// Characters of text that is spoken.
  CHARACTERS,
  /// Pictures that are made.
  IMAGES;

  /// As people say it: `total tokens`.
  public String words() {
    return switch (this) {
      case REQUESTS -> "requests";
      case TOTAL_TOKENS -> "total tokens";
      case INPUT_TOKENS -> "input tokens";
      case OUTPUT_TOKENS -> "output tokens";
      case COST -> "of cost";
      case CONCURRENT_REQUESTS -> "concurrent requests";
      case SECONDS -> "seconds of audio";
      case CHARACTERS -> "characters of speech";
      case IMAGES -> "images";
    };
  }

  /// Whether it counts tokens of some kind.
  public boolean countsTokens() {
    return this == TOTAL_TOKENS || this == INPUT_TOKENS || this == OUTPUT_TOKENS;
  }

  /// Whether it counts sound, speech or pictures.
  public boolean countsMedia() {
    return this == SECONDS || this == CHARACTERS || this == IMAGES;
  }

  /// Whether it counts requests, whatever they cost.
  public boolean countsRequests() {
    return this == REQUESTS || this == CONCURRENT_REQUESTS;
  }
}
