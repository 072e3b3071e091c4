package io.maas.store.memory;

import io.maas.domain.metering.Admission;
import io.maas.domain.metering.Admission.Admitted;
import io.maas.domain.metering.Admission.Exhausted;
import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.History;
import io.maas.domain.metering.History.Spent;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Quota;
import io.maas.domain.metering.Reservation;
import io.maas.domain.metering.Settlement;
import io.maas.domain.metering.Standing;
import io.maas.domain.metering.Terms;
import io.maas.domain.metering.Verdict;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// The quota of a gateway that is alone. Every answer is there at once, on the caller's thread, but
/// for the first on a counter that may have been used before this process began: that one waits for
/// the [History].
///
/// Holds no time limit of its own: whoever got a [Reservation] settles it. The counters die with
/// the process.
public final class MemoryQuota implements Quota {

  private static final CompletionStage<Void> SETTLED = CompletableFuture.completedStage(null);

  private final LongSupplier ticker;
  private final InstantSource clock;
  private final Shards shards;
  private final Establishing establishing;
  private final LongAdder tokensBeyondHolds = new LongAdder();
  private final LongAdder uncounted = new LongAdder();

  /// @param ticker monotonic nanoseconds, such as [System#nanoTime]
  /// @param clock for windows of the calendar
  /// @param history what was used before
  public MemoryQuota(LongSupplier ticker, InstantSource clock, History history) {
    this.ticker = ticker;
    this.clock = clock;
    this.shards = new Shards(ticker.getAsLong());
    this.establishing = new Establishing(history);
  }

  @Override
  public CompletionStage<Admission> reserve(UUID requestId, Demand demand, Claims claims) {
    CounterStack counters = stack(claims);
    List<Claim> unknown;
    Admission admission;
    counters.lock();
    try {
      counters.look(now());
      unknown = counters.unknown();
      admission = unknown.isEmpty() ? decide(requestId, demand, counters) : null;
    } finally {
      counters.unlock();
    }
    for (int i = 0; i < counters.opened(); i++) {
      shards.visitNext(counters.now());
    }
    return admission != null
        ? CompletableFuture.completedFuture(admission)
        : establish(unknown, claims)
            .thenCompose(_ -> reserve(requestId, demand, claims))
            .exceptionally(error -> unestablished(requestId, claims, error));
  }

  private static Admission decide(UUID requestId, Demand demand, CounterStack counters) {
    Terms[] terms = Verdict.terms(demand, counters);
    return switch (Verdict.of(terms, demand, counters)) {
      case Verdict.Refuses(int claim, boolean onlyHolds) ->
          new Exhausted(counters.standing(claim), onlyHolds);
      case Verdict.Passes passes -> new Admitted(hold(requestId, demand, counters, terms, passes));
    };
  }

  private static HeldReservation hold(
      UUID requestId, Demand demand, CounterStack counters, Terms[] terms, Verdict.Passes passes) {
    HeldReservation reservation =
        new HeldReservation(requestId, passes.outputAllowance(), counters.claims);
    for (int i = 0; i < terms.length; i++) {
      long amount = terms[i].hold(passes.answer(), demand.answerLikely(), counters.left(i));
      reservation.hold(i, counters.openWindow(i), amount, counters.now());
    }
    return reservation;
  }

  private CompletionStage<Void> establish(List<Claim> unknown, Claims all) {
    String tenant = all.partition().tenant();
    return establishing.spent(unknown, all).thenAccept(spent -> establish(tenant, unknown, spent));
  }

  private void establish(String tenant, List<Claim> claims, List<Spent> spent) {
    CounterStack counters = new CounterStack(tenant, claims, shards, now());
    counters.lock();
    try {
      counters.look(now());
      counters.establish(spent);
    } finally {
      counters.unlock();
    }
  }

  private Admission unestablished(UUID requestId, Claims claims, Throwable error) {
    if (claims.failsOpen()) {
      uncounted.increment();
      return new Admitted(new Reservation.Uncounted(requestId));
    }
    Throwable cause = error;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String why = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new Admission.Unavailable("counters are recovering: " + why);
  }

  @Override
  public CompletionStage<Void> settle(Reservation reservation, Settlement settlement) {
    switch (reservation) {
      case HeldReservation held -> settle(held, settlement);
      case Reservation.Uncounted _ -> {
        // Nothing was held.
      }
      default ->
          throw new IllegalArgumentException(
              "reservation: " + reservation + " (expected: one that this quota gave)");
    }
    return SETTLED;
  }

  private void settle(HeldReservation held, Settlement settlement) {
    if (!held.close()) {
      return;
    }
    long beyond = 0;
    for (int i = 0; i < held.claims.size(); i++) {
      Limit limit = held.claims.get(i).limit();
      long charge = settlement.charge(limit.measure());
      held.windows[i].settleUnderLock(held.held(i), charge);
      if (limit.enforcement() == Enforcement.STRICT) {
        beyond = Math.max(beyond, limit.measure().units(charge - held.held(i)));
      }
    }
    tokensBeyondHolds.add(beyond);
  }

  @Override
  public CompletionStage<List<Standing>> standings(Claims claims) {
    CounterStack counters = stack(claims);
    List<Claim> unknown;
    List<Standing> standings;
    counters.lock();
    try {
      counters.look(now());
      unknown = counters.unknown();
      standings = counters.standings();
    } finally {
      counters.unlock();
    }
    return unknown.isEmpty()
        ? CompletableFuture.completedFuture(standings)
        : establish(unknown, claims).thenCompose(_ -> standings(claims));
  }

  private CounterStack stack(Claims claims) {
    return new CounterStack(claims.partition().tenant(), claims.list(), shards, now());
  }

  private Moment now() {
    return Moment.now(ticker, clock);
  }

  /// Tokens that engines generated although a strict hold said they would not. Zero, unless an
  /// engine ignores its bound or a prompt's bound was too low.
  public long tokensBeyondHolds() {
    return tokensBeyondHolds.sum();
  }

  /// Requests that were served although no counter could be asked, because their subscription
  /// prefers that.
  public long uncounted() {
    return uncounted.sum();
  }

  /// How many windows are kept: the open ones, and those that are over and not swept yet.
  public int size() {
    return shards.size();
  }
}
