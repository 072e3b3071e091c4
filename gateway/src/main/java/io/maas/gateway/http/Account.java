package io.maas.gateway.http;

import io.maas.domain.metering.Admission;
import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Outcome.Charged;
import io.maas.domain.metering.Quota;
import io.maas.domain.metering.Reservation;
import io.maas.domain.metering.Settlement;
import io.maas.domain.metering.Standing;
import io.maas.domain.metering.Unit;
import io.maas.gateway.admission.Charge;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// What a request holds, and what its attempts have cost. An attempt that failed after an engine
/// had worked is charged, never billed. Where a limit is strict the next one needs room of its own,
/// since the hold covers one answer and not two.
final class Account {

  private final Quota quota;
  private final Demand demand;
  private final Claims claims;
  private final Supplier<UUID> ids;
  private Reservation reservation;
  private Charged owed = Charged.NOTHING;
  private Charged burnt = Charged.NOTHING;
  private boolean holds = true;
  private boolean closed;

  /// @param claims the limits that the request stands under
  /// @param ids of further reservations
  Account(Quota quota, Demand demand, Claims claims, Reservation reservation, Supplier<UUID> ids) {
    this.quota = quota;
    this.demand = demand;
    this.claims = claims;
    this.reservation = reservation;
    this.ids = ids;
  }

  /// The hold of the attempt that runs.
  Reservation reservation() {
    return reservation;
  }

  /// The most tokens that an answer may have, where a limit says so.
  OptionalLong allowance() {
    return reservation.outputAllowance();
  }

  /// Where the limits stand.
  List<Standing> standings() {
    return reservation.standings();
  }

  /// Whether there is room for another attempt after one that cost so much.
  CompletionStage<Boolean> goOn(Settlement cost) {
    Charged charged = Charge.told(cost);
    if (charged.isNothing()) {
      return CompletableFuture.completedStage(true);
    }
    burnt = sum(burnt, charged);
    if (reservation.outputAllowance().isEmpty() && !isBoundInMedia()) {
      owed = sum(owed, charged);
      return CompletableFuture.completedStage(true);
    }
    quota.settle(reservation, cost);
    holds = false;
    return quota.reserve(ids.get(), demand, ofTokens()).thenApply(this::admitted);
  }

  /// Whether a limit is strict over what this request takes beside tokens: its hold covers one
  /// answer.
  private boolean isBoundInMedia() {
    return !demand.media().isNone()
        && claims.list().stream()
            .map(Claim::limit)
            .anyMatch(limit ->
                limit.enforcement() == Enforcement.STRICT && !limit.unit().countsRequests());
  }

  private boolean admitted(Admission admission) {
    if (!(admission instanceof Admission.Admitted(Reservation next))) {
      return false;
    }
    if (closed) {
      quota.settle(next, new Settlement.Released());
      return false;
    }
    reservation = next;
    holds = true;
    return true;
  }

  /// It is still one request.
  private Claims ofTokens() {
    return claims.where(claim -> claim.limit().unit() != Unit.REQUESTS);
  }

  /// All that the request is charged, if its last attempt costs so much.
  Charged all(Settlement last) {
    return holds ? sum(burnt, Charge.told(last)) : burnt;
  }

  /// Settles what is held; to be called once.
  void close(Settlement last) {
    closed = true;
    if (!holds) {
      return;
    }
    Charged charged = sum(owed, Charge.told(last));
    quota.settle(
        reservation,
        owed.isNothing()
            ? last
            : new Settlement.Settled(
                charged.input(), charged.cached(), charged.output(), charged.media()));
  }

  private static Charged sum(Charged one, Charged other) {
    return other.isNothing()
        ? one
        : one.isNothing()
            ? other
            : new Charged(
                one.input() + other.input(),
                one.cached() + other.cached(),
                one.output() + other.output(),
                one.media().plus(other.media()));
  }
}
