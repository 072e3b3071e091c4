package io.maas.store.valkey;

import io.maas.domain.metering.Admission;
import io.maas.domain.metering.Admission.Admitted;
import io.maas.domain.metering.Admission.Exhausted;
import io.maas.domain.metering.Admission.Unavailable;
import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Quota;
import io.maas.domain.metering.Reservation;
import io.maas.domain.metering.Settlement;
import io.maas.domain.metering.Standing;
import io.maas.store.valkey.Agreement.Agreed;
import io.maas.store.valkey.Agreement.Recovering;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// The quota of gateways that share their counters. One round trip a decision; the first decision
/// on a counter in an epoch waits for what was used of it before.
///
/// An answer that does not come in time is no answer: the request is not admitted, and whatever it
/// may hold is released by its id.
final class ValkeyQuota implements Quota {

  private static final CompletionStage<Void> SETTLED = CompletableFuture.completedStage(null);

  /// How often to ask again after something was unknown: a counter may be established and over
  /// again by the time that its next window is asked for.
  private static final int TRIES = 3;

  private static final long NO_EPOCH = 0;

  private static final String UNPLACED = "it is not agreed yet where they live";

  /// How long to wait for the other gateways' word on where counters live.
  private static final long PLACED_MILLIS = 200;

  private final Counters counters;
  private final Agreement agreement;
  private final Establishing establishing;
  private final Settlements settlements;
  private final OpenReservations open;
  private final InstantSource clock;
  private final LongAdder tokensBeyondHolds = new LongAdder();
  private final LongAdder uncounted = new LongAdder();

  ValkeyQuota(
      Counters counters,
      Agreement agreement,
      Establishing establishing,
      Settlements settlements,
      OpenReservations open,
      InstantSource clock) {
    this.counters = counters;
    this.agreement = agreement;
    this.establishing = establishing;
    this.settlements = settlements;
    this.open = open;
    this.clock = clock;
  }

  @Override
  public CompletionStage<Admission> reserve(UUID requestId, Demand demand, Claims claims) {
    expectDistinct(claims);
    if (claims.list().isEmpty()) {
      return CompletableFuture.completedStage(
          new Admitted(
              new SharedReservation(
                  requestId,
                  claims,
                  clock.instant(),
                  NO_EPOCH,
                  new Answer.Held(-1, new long[0], List.of()))));
    }
    return ask(requestId, demand, claims, TRIES);
  }

  static void expectDistinct(Claims claims) {
    Set<String> seen = new HashSet<>();
    for (Claim claim : claims.list()) {
      if (!seen.add(claim.limit().id() + '\0' + claim.subject())) {
        throw new IllegalArgumentException(
            "claims: twice " + claim + " (expected: each counter once)");
      }
    }
  }

  private CompletionStage<Admission> ask(UUID id, Demand demand, Claims claims, int tries) {
    return switch (agreement.state()) {
      case Recovering(String why) -> CompletableFuture.completedStage(recovering(id, claims, why));
      case Agreed agreed when !agreed.keeps(claims.partition()) ->
          placed(id, demand, claims, tries);
      case Agreed agreed ->
          counters
              .reserve(agreed, id, demand, claims)
              .handle((answer, error) ->
                  error == null
                      ? answered(agreed, id, demand, claims, tries, answer)
                      : failed(agreed, id, claims, Counters.cause(error)))
              .thenCompose(stage -> stage);
    };
  }

  /// The resources have just changed, and it is not agreed yet where the counters are now.
  private CompletionStage<Admission> placed(UUID id, Demand demand, Claims claims, int tries) {
    return tries == 0
        ? CompletableFuture.completedStage(recovering(id, claims, UNPLACED))
        : placed().thenCompose(_ -> ask(id, demand, claims, tries - 1));
  }

  private CompletionStage<Void> placed() {
    return agreement
        .next()
        .toCompletableFuture()
        .completeOnTimeout(null, PLACED_MILLIS, TimeUnit.MILLISECONDS);
  }

  private CompletionStage<Admission> answered(
      Agreed agreed, UUID id, Demand demand, Claims claims, int tries, Answer answer) {
    return switch (answer) {
      case Answer.Held held -> CompletableFuture.completedStage(held(agreed, id, claims, held));
      case Answer.Refused(Standing standing, boolean onlyHolds) ->
          CompletableFuture.completedStage(new Exhausted(standing, onlyHolds));
      case Answer.Unknown(var places) when tries > 0 ->
          establishing
              .establish(agreed, places, claims)
              .thenCompose(_ -> ask(id, demand, claims, tries - 1))
              .exceptionally(error ->
                  recovering(id, claims, String.valueOf(Counters.cause(error).getMessage())));
      case Answer.OtherEpoch(String found) -> {
        agreement.lost(agreed.epoch(), lostEpoch(agreed, claims, found));
        yield CompletableFuture.completedStage(recovering(id, claims, "another epoch begins"));
      }
      case Answer.Unknown _, Answer.Stand _, Answer.Word _ ->
          CompletableFuture.completedStage(
              unavailable(id, claims, "the counters answered " + answer));
    };
  }

  private static String lostEpoch(Agreed agreed, Claims claims, String found) {
    return "bucket "
        + Bucket.of(claims.partition())
        + " is in "
        + (found.isEmpty() ? "no epoch" : "epoch " + found)
        + " (expected: "
        + agreed.epoch()
        + ")";
  }

  /// What was held in an epoch that ended meanwhile may have been overlooked when it was told what
  /// still runs: it does not begin to run.
  private Admission held(Agreed agreed, UUID id, Claims claims, Answer.Held held) {
    SharedReservation reservation =
        new SharedReservation(id, claims, clock.instant(), agreed.epoch(), held);
    open.add(reservation);
    if (agreement.state() instanceof Agreed now && now.epoch() == agreed.epoch()) {
      return new Admitted(reservation);
    }
    open.remove(reservation);
    settlements.release(id, claims);
    return recovering(id, claims, "another epoch begins");
  }

  /// @param id what was asked for, which is held by nobody
  CompletionStage<Admission> failed(Agreed agreed, UUID id, Claims claims, Throwable error) {
    if (error instanceof Counters.Stranger) {
      agreement.lost(agreed.epoch(), String.valueOf(error.getMessage()));
      return CompletableFuture.completedStage(
          recovering(id, claims, String.valueOf(error.getMessage())));
    }
    if (!Counters.wasNotSent(error)) {
      settlements.release(id, claims);
    }
    return CompletableFuture.completedStage(
        unavailable(id, claims, "the counters cannot be asked: " + message(error)));
  }

  private static String message(Throwable error) {
    return error.getMessage() == null ? "no answer in time" : error.getMessage();
  }

  Admission recovering(UUID id, Claims claims, String why) {
    return unavailable(id, claims, "counters are recovering: " + why);
  }

  private Admission unavailable(UUID id, Claims claims, String why) {
    if (claims.failsOpen()) {
      uncounted.increment();
      return new Admitted(new Reservation.Uncounted(id));
    }
    return new Unavailable(why);
  }

  @Override
  public CompletionStage<Void> settle(Reservation reservation, Settlement settlement) {
    return switch (reservation) {
      case SharedReservation held -> held.close() ? settle(held, settlement) : SETTLED;
      case Reservation.Uncounted _ -> SETTLED;
      default ->
          throw new IllegalArgumentException(
              "reservation: " + reservation + " (expected: one that this quota gave)");
    };
  }

  private CompletionStage<Void> settle(SharedReservation held, Settlement settlement) {
    if (held.claims().list().isEmpty()) {
      return SETTLED;
    }
    long[] charges = charges(held, settlement);
    open.remove(held);
    return settlements.settle(held.requestId(), () -> where(held), charges);
  }

  /// What a settlement comes to, in the order of the claims.
  long[] charges(SharedReservation held, Settlement settlement) {
    List<Claim> claims = held.claims().list();
    long[] charges = new long[claims.size()];
    long beyond = 0;
    for (int i = 0; i < charges.length; i++) {
      Limit limit = claims.get(i).limit();
      charges[i] = settlement.charge(limit.measure());
      if (limit.enforcement() == Enforcement.STRICT) {
        beyond = Math.max(beyond, limit.measure().units(charges[i] - held.held(i)));
      }
    }
    tokensBeyondHolds.add(beyond);
    return charges;
  }

  /// Where the counters of a reservation are; null while nobody knows. One that outlived its epoch
  /// may have been put back where they live now.
  @Nullable Claims where(SharedReservation held) {
    if (!(agreement.state() instanceof Agreed agreed)) {
      return null;
    }
    return agreed.epoch() == held.epoch() ? held.claims() : agreed.where(held.claims());
  }

  @Override
  public CompletionStage<Void> correct(UUID requestId, String trace, Settlement settlement) {
    return Trace.read(trace)
        .<CompletionStage<Void>>map(read -> settlements.correct(requestId, read, settlement))
        .orElse(SETTLED);
  }

  @Override
  public CompletionStage<List<Standing>> standings(Claims claims) {
    return claims.list().isEmpty()
        ? CompletableFuture.completedStage(List.of())
        : standings(claims, TRIES);
  }

  private CompletionStage<List<Standing>> standings(Claims claims, int tries) {
    return switch (agreement.state()) {
      case Recovering(String why) -> untold("counters are recovering: " + why);
      case Agreed agreed when !agreed.keeps(claims.partition()) ->
          tries == 0
              ? untold("counters are recovering: " + UNPLACED)
              : placed().thenCompose(_ -> standings(claims, tries - 1));
      case Agreed agreed ->
          counters
              .standings(agreed, claims)
              .thenCompose(answer ->
                  switch (answer) {
                    case Answer.Stand(var standings) -> CompletableFuture.completedStage(standings);
                    case Answer.Unknown(var places) when tries > 0 ->
                        establishing
                            .establish(agreed, places, claims)
                            .thenCompose(_ -> standings(claims, tries - 1));
                    default -> untold("the counters answered " + answer);
                  });
    };
  }

  private static CompletionStage<List<Standing>> untold(String why) {
    return CompletableFuture.failedStage(new IllegalStateException(why));
  }

  /// Tokens that engines generated although a strict hold said they would not.
  long tokensBeyondHolds() {
    return tokensBeyondHolds.sum();
  }

  /// Requests that were served although no counter could be asked.
  long uncounted() {
    return uncounted.sum();
  }
}
