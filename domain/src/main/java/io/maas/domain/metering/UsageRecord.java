package io.maas.domain.metering;

import io.maas.domain.metering.Outcome.Charged;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The immutable line of the [Ledger] about one request.
///
/// @param intent who was about to call what
/// @param outcome what came of it
public record UsageRecord(Intent intent, Outcome outcome) {

  public UsageRecord {
    if (!intent.id().equals(outcome.id())) {
      throw new IllegalArgumentException(
          "outcome of " + outcome.id() + " (expected: of " + intent.id() + ")");
    }
  }

  /// The record of a request whose gateway crashed before it ended: billed as estimated, and
  /// charged all that its limits held, since nobody knows how much of it was served.
  public static UsageRecord lost(Intent intent) {
    return new UsageRecord(
        intent,
        new Outcome(
            intent.id(),
            0,
            Outcome.End.LOST,
            null,
            null,
            Usage.estimate(intent.likelyInput(), intent.likelyOutput()).with(intent.media()),
            new Charged(intent.heldInput(), 0, intent.heldOutput(), intent.media()),
            null,
            Duration.ZERO,
            List.of()));
  }

  /// What it costs, where the subscription names a price.
  public Optional<Money> cost() {
    Charged billed = Charged.as(outcome.usage());
    return rate().map(rate -> outcome.replayed() ? rate.costOfReplay(billed) : rate.cost(billed));
  }

  /// What a limit of cost is charged for it.
  public Optional<Money> chargedCost() {
    return outcome.replayed() ? cost() : rate().map(rate -> rate.cost(outcome.charged()));
  }

  private Optional<BillingRate> rate() {
    return Optional.ofNullable(intent.rate());
  }
}
