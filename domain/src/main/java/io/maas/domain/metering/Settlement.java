package io.maas.domain.metering;

/// How a reservation ends.
public sealed interface Settlement {

  /// The request reached an engine and cost this much.
  ///
  /// @param cachedTokens those of the input that came from a cache
  /// @param media what it took beside tokens
  record Settled(long inputTokens, long cachedTokens, long outputTokens, Media media)
      implements Settlement {
    /// Of a request that took tokens only.
    public Settled(long inputTokens, long cachedTokens, long outputTokens) {
      this(inputTokens, cachedTokens, outputTokens, Media.NONE);
    }

    /// Of a request without a cache.
    public Settled(long inputTokens, long outputTokens) {
      this(inputTokens, 0, outputTokens);
    }
  }

  /// Nothing was sent upstream: everything held is given back, the request unit too.
  record Released() implements Settlement {}

  /// How many points of a limit it comes to.
  default long charge(Measure measure) {
    return switch (this) {
      case Settled _ when measure.unit() == Unit.CONCURRENT_REQUESTS -> 0;
      case Settled(long input, long cached, long output, Media media) ->
          measure.of(input, cached, output, media);
      case Released() -> 0;
    };
  }
}
