package io.maas.domain.metering;

/// How a reservation ends.
public sealed interface Settlement {

  /// The request reached an engine and cost this much.
  record Settled(long inputTokens, long outputTokens) implements Settlement {}

  /// Nothing was sent upstream: everything held is given back, the request unit too.
  record Released() implements Settlement {}
}
