package io.maas.domain.metering;

/// How gateways that share counters count a request. What is promised of a [Limit] is the same.
public enum Counting {
  /// The shared counters decide on every request: one round trip each.
  EXACT,
  /// A gateway debits a block of many requests ahead and spends it on its own. What it has debited
  /// and not spent is refused to the others meanwhile.
  LEASED
}
