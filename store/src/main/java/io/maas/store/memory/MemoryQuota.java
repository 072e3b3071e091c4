package io.maas.store.memory;

import io.maas.domain.metering.Admission;
import io.maas.domain.metering.Admission.Admitted;
import io.maas.domain.metering.Admission.Exhausted;
import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Quota;
import io.maas.domain.metering.Reservation;
import io.maas.domain.metering.Settlement;
import io.maas.domain.metering.Settlement.Released;
import io.maas.domain.metering.Settlement.Settled;
import io.maas.domain.metering.Standing;
import io.maas.domain.metering.Unit;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// The quota of a gateway that is alone: every answer is there at once, on the caller's thread.
///
/// Holds no time limit of its own: whoever got a [Reservation] settles it. The counters die with
/// the process.
public final class MemoryQuota implements Quota {

  private static final CompletionStage<Void> SETTLED = CompletableFuture.completedStage(null);

  private final LongSupplier ticker;
  private final Shards shards;
  private final LongAdder tokensBeyondHolds = new LongAdder();

  /// @param ticker monotonic nanoseconds, such as [System#nanoTime]
  public MemoryQuota(LongSupplier ticker) {
    this.ticker = ticker;
    this.shards = new Shards(ticker.getAsLong());
  }

  @Override
  public CompletionStage<Admission> reserve(UUID requestId, Demand demand, List<Claim> claims) {
    CounterStack counters = new CounterStack(List.copyOf(claims), shards);
    Admission admission;
    counters.lock();
    try {
      counters.look(ticker.getAsLong());
      Exhausted refusal = Refusals.of(counters, demand);
      admission = refusal != null ? refusal : new Admitted(hold(requestId, demand, counters));
    } finally {
      counters.unlock();
    }
    for (int i = 0; i < counters.opened(); i++) {
      shards.visitNext(counters.now());
    }
    return CompletableFuture.completedFuture(admission);
  }

  private static HeldReservation hold(UUID requestId, Demand demand, CounterStack counters) {
    long answer = Math.max(0, demand.outputCeiling());
    boolean clamped = false;
    for (int i = 0; i < counters.size(); i++) {
      Limit limit = counters.limit(i);
      if (limit.clampsOutput()) {
        answer = Math.min(answer, Holds.longestAnswer(limit, demand, counters.left(i)));
        clamped = true;
      }
    }
    OptionalLong allowance = clamped ? OptionalLong.of(answer) : OptionalLong.empty();
    HeldReservation reservation = new HeldReservation(requestId, allowance, counters.claims);
    for (int i = 0; i < counters.size(); i++) {
      long amount = Holds.of(counters.limit(i), demand, answer, counters.left(i));
      reservation.hold(i, counters.openWindow(i), amount, counters.now());
    }
    return reservation;
  }

  @Override
  public CompletionStage<Void> settle(Reservation reservation, Settlement settlement) {
    if (!(reservation instanceof HeldReservation held)) {
      throw new IllegalArgumentException(
          "reservation: " + reservation + " (expected: one that this quota gave)");
    }
    if (held.close()) {
      long beyond = 0;
      for (int i = 0; i < held.claims.size(); i++) {
        Limit limit = held.claims.get(i).limit();
        long charge = charge(limit.unit(), settlement);
        held.windows[i].settleUnderLock(held.held(i), charge);
        beyond = Math.max(beyond, beyondHold(limit, charge - held.held(i)));
      }
      tokensBeyondHolds.add(beyond);
    }
    return SETTLED;
  }

  private static long charge(Unit unit, Settlement settlement) {
    return switch (settlement) {
      case Settled(long input, long output) -> unit.of(input, output);
      case Released() -> 0;
    };
  }

  private static long beyondHold(Limit limit, long excess) {
    return switch (limit.enforcement()) {
      case STRICT -> excess;
      case SETTLE -> 0;
    };
  }

  @Override
  public CompletionStage<List<Standing>> standings(List<Claim> claims) {
    List<Standing> standings =
        claims.stream().map(claim -> shards.standing(claim, ticker)).toList();
    return CompletableFuture.completedFuture(standings);
  }

  /// Tokens that engines generated although a strict hold said they would not. Zero, unless an
  /// engine ignores its bound or a prompt's bound was too low.
  public long tokensBeyondHolds() {
    return tokensBeyondHolds.sum();
  }

  /// How many windows are kept: the open ones, and those that are over and not swept yet.
  public int size() {
    return shards.size();
  }
}
