package io.maas.gateway.admission;

import io.maas.domain.catalog.TokenRules;
import io.maas.domain.catalog.TokenRules.Told;
import io.maas.domain.catalog.TokenRules.Unfinished;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Media;
import io.maas.domain.metering.Outcome.Charged;
import io.maas.domain.metering.Reservation;
import io.maas.domain.metering.Settlement;
import io.maas.domain.metering.Standing;
import io.maas.domain.metering.Usage;
import java.util.OptionalLong;

/// What a request is charged to its limits. Where an engine told its usage it is that; the rest is
/// here.
public final class Charge {

  private Charge() {}

  /// Of an answer, whole or cut short.
  ///
  /// @param told what the engine told, or what was seen of it
  /// @param rules what the engine's word covers, and what is charged where there is none
  /// @param pieces how many pieces of the answer passed; empty where they cannot be counted
  public static Settlement of(
      Usage told, TokenRules rules, Demand demand, Reservation reservation, OptionalLong pieces) {
    if (!told.estimated()) {
      long output = told.output().orElse(0);
      return new Settlement.Settled(
          told.input().orElse(0),
          told.cached().orElse(0),
          demand.choices() == 1
              ? output
              : Math.max(output, several(output, rules.usage(), demand, reservation, pieces)));
    }
    OptionalLong seen = pieces.isPresent() ? told.output() : OptionalLong.empty();
    return new Settlement.Settled(
        prompt(demand, reservation), unfinished(seen, rules, demand, reservation));
  }

  /// Nobody knows what an engine made beyond what was seen of it. Where a limit is strict it made
  /// no more than it was allowed, so that is charged, unless the model says otherwise.
  private static long unfinished(
      OptionalLong seen, TokenRules rules, Demand demand, Reservation reservation) {
    OptionalLong allowance = reservation.outputAllowance();
    if (allowance.isEmpty()) {
      return seen.orElse(demand.outputLikely());
    }
    long held = demand.choices() * allowance.getAsLong();
    return rules.unfinished() == Unfinished.HELD
        ? Math.max(seen.orElse(0), held)
        : seen.orElse(Math.min(demand.outputLikely(), held));
  }

  /// No fewer tokens than several answers have. Each of them may bring two events without a token:
  /// one that opens it and one that ends it.
  private static long several(
      long output, Told covers, Demand demand, Reservation reservation, OptionalLong pieces) {
    int choices = demand.choices();
    long seen = pieces.orElse(0) - 2L * choices;
    if (covers == Told.ALL_CHOICES) {
      return seen;
    }
    OptionalLong allowance = reservation.outputAllowance();
    return allowance.isPresent()
        ? Math.min(output, allowance.getAsLong()) + (choices - 1) * allowance.getAsLong()
        : Math.max(seen, choices * output);
  }

  /// Of an attempt that an engine worked on and that brought nothing: it is charged, never billed.
  public static Settlement burnt(TokenRules rules, Demand demand, Reservation reservation) {
    return new Settlement.Settled(
        prompt(demand, reservation),
        0,
        unfinished(OptionalLong.empty(), rules, demand, reservation),
        demand.media());
  }

  /// Of an attempt that the engine refused before it worked on it.
  public static Settlement refused() {
    return new Settlement.Settled(0, 0);
  }

  /// What the limits hold for a request: what they are charged if its gateway dies.
  public static Charged held(Demand demand, Reservation reservation) {
    OptionalLong allowance = reservation.outputAllowance();
    return new Charged(
        prompt(demand, reservation),
        0,
        allowance.isPresent() ? demand.choices() * allowance.getAsLong() : demand.outputLikely(),
        demand.media());
  }

  /// What a settlement charges, as the ledger tells it.
  public static Charged told(Settlement settlement) {
    return switch (settlement) {
      case Settlement.Settled(long input, long cached, long output, Media media) ->
          Charged.of(input, cached, output).with(media);
      case Settlement.Released() -> Charged.NOTHING;
    };
  }

  /// A strict limit over tokens or money must not be charged less than was served, so there it is
  /// the bound, also where it counts no output and nothing was clamped.
  private static long prompt(Demand demand, Reservation reservation) {
    return reservation.standings().stream().anyMatch(Charge::isStrictOverTokens)
        ? demand.promptBound()
        : demand.promptEstimate();
  }

  private static boolean isStrictOverTokens(Standing standing) {
    Limit limit = standing.limit();
    return limit.enforcement() == Enforcement.STRICT && !limit.unit().countsRequests();
  }
}
