package io.maas.store.valkey;

import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Counters;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Standing;
import io.maas.domain.metering.Terms;
import io.maas.domain.metering.Verdict;
import io.maas.domain.metering.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Points of one caller's counters that this gateway has debited ahead: one reservation on the
/// servers for many requests. Of each counter `used + held <= granted` is true whenever a request
/// is admitted, so what requests hold here, the servers hold already.
///
/// In use it admits. Retired it admits no more, and gives back whatever its requests leave.
final class Block implements Counters {

  /// However long the windows are, no block is used longer: so clocks of gateway and server never
  /// drift apart by much, and a store that lost its counters is noticed.
  private static final long LONGEST = Duration.ofSeconds(10).toNanos();

  /// The servers tell the time that a window has left in milliseconds, which may be one too many.
  private static final long COARSE = Duration.ofMillis(1).toNanos();

  private final UUID id;
  private final Claims claims;
  private final long epoch;
  private final Answer.Held grant;
  private final long askedAt;
  private final long endsAt;
  private final long[] used;
  private final long[] held;
  private final long[] known;
  private long admittedAt;
  private int running;
  private boolean retired;
  private boolean telling;
  private Statement stated = new Statement(0, false, new long[0], new long[0]);

  /// What there is to know of a block.
  ///
  /// @param number the later, the larger
  /// @param last whether nothing will follow, because nothing runs and nothing will
  /// @param used points that ended requests cost, in the order of the claims
  /// @param held points that requests under way hold
  record Statement(long number, boolean last, long[] used, long[] held) {}

  /// @param epoch in which it was granted
  /// @param grant what the servers hold for it
  /// @param askedAt ticks at a moment before the servers decided
  Block(UUID id, Claims claims, long epoch, Answer.Held grant, long askedAt) {
    this.id = id;
    this.claims = claims;
    this.epoch = epoch;
    this.grant = grant;
    this.askedAt = askedAt;
    this.admittedAt = askedAt;
    this.endsAt = askedAt + lifetime(grant.standings());
    this.used = new long[grant.holds().length];
    this.held = new long[used.length];
    this.known = grant.holds().clone();
  }

  /// Until the first of its windows closes, by a ticker that was looked at before the servers
  /// looked at their clock: none is open for longer.
  private static long lifetime(List<Standing> standings) {
    long shortest = LONGEST;
    for (Standing standing : standings) {
      if (!standing.limit().window().equals(Window.WHILE_RUNNING)) {
        shortest = Math.min(shortest, standing.resetsIn().toNanos() - COARSE);
      }
    }
    return shortest;
  }

  UUID id() {
    return id;
  }

  Claims claims() {
    return claims;
  }

  long epoch() {
    return epoch;
  }

  /// Whether fewer points of some counter were granted than were wanted.
  boolean isLessThan(long[] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (grant.holds()[i] < wanted[i]) {
        return true;
      }
    }
    return false;
  }

  /// Whether it may be spent from now.
  boolean lasts(long nowEpoch, long now) {
    return epoch == nowEpoch && endsAt - now > 0;
  }

  /// How long it has been in use.
  long age(long now) {
    return now - askedAt;
  }

  /// How long nobody has been admitted.
  synchronized long idle(long now) {
    return now - admittedAt;
  }

  @Override
  public int size() {
    return used.length;
  }

  @Override
  public Limit limit(int claim) {
    return claims.list().get(claim).limit();
  }

  @Override
  public synchronized long used(int claim) {
    return used[claim];
  }

  @Override
  public synchronized long held(int claim) {
    return held[claim];
  }

  @Override
  public long resetsIn(int claim) {
    return grant.standings().get(claim).resetsIn().toNanos();
  }

  @Override
  public synchronized long left(int claim) {
    return grant.holds()[claim] - used[claim] - held[claim];
  }

  /// Holds what the servers granted the request that the block was asked for with.
  synchronized Answer.@Nullable Held takeFirst(Demand demand, long now) {
    return take(demand, true, now);
  }

  /// Holds a request, if all that it wants is here. What has to be cut down to what is here the
  /// servers have to be asked for: they may have more.
  synchronized Answer.@Nullable Held take(Demand demand, long now) {
    return take(demand, false, now);
  }

  private Answer.@Nullable Held take(Demand demand, boolean granted, long now) {
    Terms[] terms = Verdict.terms(demand, this);
    if (retired || !(Verdict.of(terms, demand, this) instanceof Verdict.Passes passes)) {
      return null;
    }
    long[] holds = holds(terms, demand, passes.answer(), granted);
    if (holds == null) {
      return null;
    }
    for (int i = 0; i < holds.length; i++) {
      held[i] += holds[i];
    }
    running++;
    admittedAt = now;
    return new Answer.Held(passes.outputAllowance().orElse(-1), holds, standings(now));
  }

  private long @Nullable [] holds(Terms[] terms, Demand demand, long answer, boolean granted) {
    if (!granted && answer < demand.outputCeiling()) {
      return null;
    }
    long[] holds = new long[terms.length];
    for (int i = 0; i < holds.length; i++) {
      long left = left(i);
      holds[i] = terms[i].hold(answer, demand.answerLikely(), granted ? left : Limit.MOST_POINTS);
      if (holds[i] > left) {
        return null;
      }
    }
    return holds;
  }

  /// Whether there is room for another of the same.
  synchronized boolean fits(Demand demand) {
    Terms[] terms = Verdict.terms(demand, this);
    return Verdict.of(terms, demand, this) instanceof Verdict.Passes(long answer, _)
        && holds(terms, demand, answer, false) != null;
  }

  /// As the servers told it, with what happened here since: what is left of the block is left for
  /// this caller.
  private List<Standing> standings(long now) {
    List<Standing> standings = new ArrayList<>(used.length);
    for (int i = 0; i < used.length; i++) {
      Standing told = grant.standings().get(i);
      long resets = told.resetsIn().toNanos() - age(now);
      standings.add(
          new Standing(
              told.limit(),
              told.used() + used[i],
              told.held() - grant.holds()[i] + held[i],
              Duration.ofNanos(Math.max(0, resets))));
    }
    return standings;
  }

  /// Puts what a request cost in the place of what it held.
  synchronized void settle(LeasedReservation reservation, long[] charges) {
    for (int i = 0; i < charges.length; i++) {
      held[i] -= reservation.held(i);
      used[i] += charges[i];
    }
    running--;
  }

  /// Admits no more.
  synchronized void retire() {
    retired = true;
  }

  /// Whether a retired block ended and the servers have not been told.
  synchronized boolean isOver() {
    return retired && running == 0 && !stated.last();
  }

  /// Whether the servers have to be told something and nobody does: then the caller has to. What
  /// they know is good enough as long as as much is left.
  synchronized boolean beginsTelling() {
    if (!retired || telling || stated.last() || !isNews()) {
      return false;
    }
    telling = true;
    return true;
  }

  private boolean isNews() {
    boolean news = running == 0;
    for (int i = 0; i < known.length; i++) {
      news |= known[i] != used[i] + held[i];
    }
    return news;
  }

  /// What to tell them now.
  synchronized Statement statement() {
    stated =
        new Statement(stated.number() + 1, retired && running == 0, used.clone(), held.clone());
    return stated;
  }

  /// They know what was stated last.
  ///
  /// @return whether that was all that there will ever be
  synchronized boolean endsTelling() {
    telling = false;
    for (int i = 0; i < known.length; i++) {
      known[i] = stated.used()[i] + stated.held()[i];
    }
    return stated.last();
  }
}
