package io.maas.gateway.admission;

import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Outcome.Charged;
import io.maas.domain.metering.Reservation;
import io.maas.domain.metering.Settlement;
import io.maas.domain.metering.Usage;
import java.util.OptionalLong;

/// What a request is charged to its limits. Where an engine told its usage it is that; the rest is
/// here.
public final class Charge {

  private Charge() {}

  /// Of an answer, whole or cut short.
  ///
  /// @param told what the engine told, or what was seen of it
  /// @param seen whether pieces of the answer could be counted as they passed
  public static Settlement of(Usage told, Demand demand, Reservation reservation, boolean seen) {
    if (!told.estimated()) {
      return new Settlement.Settled(
          told.input().orElse(0), told.cached().orElse(0), told.output().orElse(0));
    }
    long output = seen ? told.output().orElse(0) : demand.outputLikely();
    return new Settlement.Settled(prompt(demand, reservation), output);
  }

  /// Of an attempt that an engine worked on and that brought nothing: it is charged, never billed.
  public static Settlement burnt(Demand demand, Reservation reservation) {
    return new Settlement.Settled(prompt(demand, reservation), demand.outputLikely());
  }

  /// Of an attempt that the engine refused before it worked on it.
  public static Settlement refused() {
    return new Settlement.Settled(0, 0);
  }

  /// What the limits hold for a request: what they are charged if its gateway dies.
  public static Charged held(Demand demand, Reservation reservation) {
    boolean strict =
        reservation.standings().stream()
            .anyMatch(standing -> standing.limit().enforcement() == Enforcement.STRICT);
    OptionalLong allowance = reservation.outputAllowance();
    return new Charged(
        strict ? demand.promptBound() : demand.promptEstimate(),
        0,
        allowance.isPresent() ? demand.choices() * allowance.getAsLong() : demand.outputLikely());
  }

  /// What a settlement charges, as the ledger tells it.
  public static Charged told(Settlement settlement) {
    return switch (settlement) {
      case Settlement.Settled(long input, long cached, long output) ->
          Charged.of(input, cached, output);
      case Settlement.Released() -> Charged.NOTHING;
    };
  }

  /// A strict limit must not be charged less than was served, so there it is the bound.
  private static long prompt(Demand demand, Reservation reservation) {
    return reservation.outputAllowance().isPresent()
        ? demand.promptBound()
        : demand.promptEstimate();
  }
}
