package io.maas.bench.gateway;

import io.maas.bench.engine.Engine;

/// Whether the ledger holds what was served.
///
/// @param answered answers that clients got whole from gateways, as the load counted them
/// @param asked requests of gateways that reached the engine, as the engine counted them
/// @param ledger what the ledger holds
record Reconciliation(long answered, long asked, Ledger ledger) {

  /// Of all gateways.
  record Ledger(long requests, long tokens) {}

  /// One line. Requests that ran when a load ended, and streams that were only held, are in the
  /// ledger too, with tokens that are estimated where nobody waited for the engine's count.
  String line() {
    return ("reconciled: clients got %d answers, the engine was asked %d times (%d ran when a load"
            + " ended), the ledger has %d requests (difference %d) and %d tokens"
            + " (difference %d, all of it estimates)")
        .formatted(
            answered,
            asked,
            asked - answered,
            ledger.requests,
            ledger.requests - asked,
            ledger.tokens,
            ledger.tokens - asked * Engine.TOKENS);
  }
}
