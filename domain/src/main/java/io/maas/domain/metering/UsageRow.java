package io.maas.domain.metering;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of an answer to a [UsageQuery].
///
/// @param keys the values of the query's groups, in their order; null where a request has none
/// @param requests how many requests
/// @param inputTokens prompt tokens
/// @param cachedTokens those of them that came from a cache
/// @param outputTokens generated tokens, reasoning included
/// @param reasoningTokens those of them that were thought and not said
/// @param estimatedRequests how many of the requests have estimated counts
/// @param media what they took beside tokens
/// @param costNanos what they cost, in billionths; requests without a price count as none
public record UsageRow(
    List<@Nullable String> keys,
    long requests,
    long inputTokens,
    long cachedTokens,
    long outputTokens,
    long reasoningTokens,
    long estimatedRequests,
    Media media,
    long costNanos) {

  /// Of requests that took tokens only.
  public UsageRow(
      List<@Nullable String> keys,
      long requests,
      long inputTokens,
      long cachedTokens,
      long outputTokens,
      long reasoningTokens,
      long estimatedRequests,
      long costNanos) {
    this(
        keys,
        requests,
        inputTokens,
        cachedTokens,
        outputTokens,
        reasoningTokens,
        estimatedRequests,
        Media.NONE,
        costNanos);
  }

  /// Prompt and generated tokens together.
  public long totalTokens() {
    return inputTokens + outputTokens;
  }
}
