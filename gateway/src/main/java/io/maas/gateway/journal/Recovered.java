package io.maas.gateway.journal;

import io.maas.domain.metering.Outcome;
import io.maas.domain.metering.Settlement.Settled;
import java.util.UUID;

/// A request of an earlier process that has come to its end, but maybe not in the counters.
///
/// @param trace of its reservation
/// @param charged the tokens that its reservation is settled with, as the ledger charges it
public record Recovered(UUID requestId, String trace, Outcome.Charged charged) {

  /// The same as the counters are told it.
  public Settled settlement() {
    return new Settled(charged.input(), charged.cached(), charged.output(), charged.media());
  }
}
