package io.maas.store.valkey;

import io.maas.domain.metering.Admission;
import io.maas.domain.metering.Admission.Admitted;
import io.maas.domain.metering.Admission.Exhausted;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Quota;
import io.maas.domain.metering.Reservation;
import io.maas.domain.metering.Settlement;
import io.maas.domain.metering.Standing;
import io.maas.store.valkey.Agreement.Agreed;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// The quota of gateways that share their counters, for callers whose requests may be debited
/// ahead: most are decided here, on a [Block] that the servers hold. Whoever may not, and whatever
/// does not fit into a block, is decided by the servers.
///
/// Requests are kept open under their own ids, never blocks: should the counters be lost, what was
/// spent of a block is in the ledger, and what still runs is posted request by request.
final class LeasedQuota implements Quota {

  private static final CompletionStage<Void> SETTLED = CompletableFuture.completedStage(null);

  private final ValkeyQuota exact;
  private final Counters counters;
  private final Agreement agreement;
  private final Settlements settlements;
  private final OpenReservations open;
  private final Sources sources;
  private final ConcurrentMap<Claims, Lease> leases = new ConcurrentHashMap<>();
  private final Blocks blocks;
  private final LongAdder here = new LongAdder();
  private final LongAdder there = new LongAdder();
  private volatile boolean closed;

  /// Where time and ids come from.
  ///
  /// @param ticker monotonic nanoseconds
  /// @param ids never the same twice, in any process
  record Sources(InstantSource clock, LongSupplier ticker, Supplier<UUID> ids) {}

  LeasedQuota(
      ValkeyQuota exact,
      Counters counters,
      Agreement agreement,
      Settlements settlements,
      OpenReservations open,
      Sources sources) {
    this.exact = exact;
    this.counters = counters;
    this.agreement = agreement;
    this.settlements = settlements;
    this.open = open;
    this.sources = sources;
    this.blocks = new Blocks(counters, settlements);
  }

  @Override
  public CompletionStage<Admission> reserve(UUID requestId, Demand demand, Claims claims) {
    return claims.leased() && !claims.list().isEmpty()
        ? reserve(requestId, demand, claims, true)
        : alone(requestId, demand, claims);
  }

  private CompletionStage<Admission> alone(UUID id, Demand demand, Claims claims) {
    there.increment();
    return exact.reserve(id, demand, claims);
  }

  private CompletionStage<Admission> reserve(
      UUID id, Demand demand, Claims claims, boolean mayWait) {
    if (closed || !(agreement.state() instanceof Agreed agreed)) {
      return alone(id, demand, claims);
    }
    while (true) {
      Lease lease = leases.computeIfAbsent(claims, Lease::new);
      switch (lease.step(demand, agreed.epoch(), sources.ticker().getAsLong(), mayWait)) {
        case Lease.Step.Taken(Block block, Answer.Held held) -> {
          here.increment();
          return CompletableFuture.completedStage(admitted(id, block, held));
        }
        case Lease.Step.Wait(CompletableFuture<Void> asking) -> {
          return asking.thenCompose(_ -> reserve(id, demand, claims, false));
        }
        case Lease.Step.Ask ask -> {
          return ask(id, demand, claims, lease, agreed, ask);
        }
        case Lease.Step.Alone() -> {
          return alone(id, demand, claims);
        }
        case Lease.Step.Gone() -> leases.remove(claims, lease);
      }
    }
  }

  /// A request that asks again holds what it holds already.
  ///
  /// One that was admitted in an epoch that ended meanwhile may have been overlooked when it was
  /// told what still runs: it does not begin to run.
  private Admission admitted(UUID id, Block block, Answer.Held held) {
    LeasedReservation reservation =
        new LeasedReservation(id, block.claims(), sources.clock().instant(), held, block);
    SharedReservation before = open.addFirst(reservation);
    if (before != null) {
      block.settle(reservation, new long[block.size()]);
      return new Admitted(before);
    }
    if (counts(block)) {
      return new Admitted(reservation);
    }
    open.remove(reservation);
    block.settle(reservation, new long[block.size()]);
    settlements.release(id, block.claims());
    return exact.recovering(id, block.claims(), "another epoch begins");
  }

  private boolean counts(Block block) {
    return agreement.state() instanceof Agreed agreed && agreed.epoch() == block.epoch();
  }

  /// What is left of the block before goes back first, on the same way: it is there when the next
  /// one is decided on.
  private CompletionStage<Admission> ask(
      UUID id, Demand demand, Claims claims, Lease lease, Agreed agreed, Lease.Step.Ask ask) {
    there.increment();
    UUID blockId = sources.ids().get();
    long askedAt = sources.ticker().getAsLong();
    return SETTLED
        .thenCompose(_ -> {
          blocks.tell(ask.retired());
          return counters.lease(agreed, blockId, demand, claims, ask.wants());
        })
        .handle((answer, error) -> {
          try {
            return error == null
                ? answered(id, demand, lease, new Asked(claims, agreed, blockId, askedAt), answer)
                : exact
                    .failed(agreed, blockId, claims, Counters.cause(error))
                    .thenApply(admission -> under(id, admission));
          } finally {
            lease.asked();
          }
        })
        .thenCompose(admission -> admission);
  }

  private record Asked(Claims claims, Agreed agreed, UUID blockId, long askedAt) {}

  private CompletionStage<Admission> answered(
      UUID id, Demand demand, Lease lease, Asked asked, Answer answer) {
    return switch (answer) {
      case Answer.Held grant -> {
        Block block =
            new Block(
                asked.blockId(), asked.claims(), asked.agreed().epoch(), grant, asked.askedAt());
        blocks.add(block);
        Answer.Held first = lease.granted(block, demand, sources.ticker().getAsLong());
        if (closed) {
          lease.close();
          blocks.tell(block);
        }
        yield first == null
            ? alone(id, demand, asked.claims())
            : CompletableFuture.completedStage(admitted(id, block, first));
      }
      case Answer.Refused(Standing standing, boolean onlyHolds) ->
          CompletableFuture.completedStage(new Exhausted(standing, onlyHolds));
      // Counters that are not known yet, or another epoch: the exact quota knows what to do.
      case Answer.Unknown _, Answer.OtherEpoch _, Answer.Stand _, Answer.Word _ ->
          alone(id, demand, asked.claims());
    };
  }

  private static Admission under(UUID id, Admission admission) {
    return admission instanceof Admitted(Reservation.Uncounted _)
        ? new Admitted(new Reservation.Uncounted(id))
        : admission;
  }

  @Override
  public CompletionStage<Void> settle(Reservation reservation, Settlement settlement) {
    if (!(reservation instanceof LeasedReservation held)) {
      return exact.settle(reservation, settlement);
    }
    return held.close() ? settle(held, settlement) : SETTLED;
  }

  /// Where its epoch is over, the request may have been posted: then it is known by its own id. If
  /// it was not, nobody knows that id, and the settlement changes nothing.
  private CompletionStage<Void> settle(LeasedReservation held, Settlement settlement) {
    Block block = held.block();
    long[] charges = exact.charges(held, settlement);
    open.remove(held);
    boolean counts = counts(block);
    block.settle(held, charges);
    if (block.isOver()) {
      blocks.tell(block);
    }
    return counts ? SETTLED : settlements.settle(held.requestId(), held.claims(), charges);
  }

  @Override
  public CompletionStage<List<Standing>> standings(Claims claims) {
    return exact.standings(claims);
  }

  /// Gives back what nobody needs. To be called a few times a second.
  void tidy() {
    long epoch = agreement.state() instanceof Agreed agreed ? agreed.epoch() : 0;
    long now = sources.ticker().getAsLong();
    leases.forEach((claims, lease) -> {
      blocks.tell(lease.idle(epoch, now));
      if (lease.ends()) {
        leases.remove(claims, lease);
      }
    });
    blocks.tellAll();
  }

  /// Gives back everything, and debits nothing ahead from now on.
  void close() {
    closed = true;
    leases.values().forEach(Lease::close);
    blocks.tellAll();
  }

  /// Blocks that the servers hold.
  int blocks() {
    return blocks.count();
  }

  /// Decisions that took no round trip.
  long decidedHere() {
    return here.sum();
  }

  /// Decisions of the servers.
  long decidedThere() {
    return there.sum();
  }
}
