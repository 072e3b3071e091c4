package io.maas.domain.metering;

import java.time.Instant;
import java.util.Optional;

/// The answer to a [SpentQuery]. Never less than what was charged; more only where the ledger has
/// dropped the records of the query's first minutes, so that whole minutes, hours or days count.
///
/// @param first when the first of the requests was admitted; empty if there is none
/// @param requests how many requests
/// @param inputTokens prompt tokens charged, cached ones included
/// @param cachedTokens those of them that came from a cache
/// @param outputTokens generated tokens charged
/// @param media what was charged beside tokens
/// @param costNanos what limits of cost were charged, in billionths, whatever the currency
public record SpentSum(
    Optional<Instant> first,
    long requests,
    long inputTokens,
    long cachedTokens,
    long outputTokens,
    Media media,
    long costNanos) {

  /// Of tokens only.
  public SpentSum(
      Optional<Instant> first,
      long requests,
      long inputTokens,
      long cachedTokens,
      long outputTokens,
      long costNanos) {
    this(first, requests, inputTokens, cachedTokens, outputTokens, Media.NONE, costNanos);
  }

  /// Nobody asked for anything.
  public static final SpentSum NOTHING = new SpentSum(Optional.empty(), 0, 0, 0, 0, 0);
}
