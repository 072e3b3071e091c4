package io.maas.bench.simulation;

import io.maas.bench.simulation.CounterStore.Grant;

/// Points that a gateway has debited ahead. In use it admits; retired it admits no more, and gives
/// back whatever its requests leave.
final class Block {

  /// However long the window is, no block is used longer.
  private static final long LONGEST = 10 * VirtualTime.SECOND;

  final int window;

  /// Whether it has less than was wanted.
  final boolean cut;

  private final long granted;
  private final long askedAt;
  private final long endsAt;
  private long used;
  private long held;
  private long known;
  private long admittedAt;
  private int running;
  private boolean retired;
  private boolean telling;

  Block(Grant grant, long wanted, long askedAt) {
    this.cut = grant.points() < wanted;
    this.window = grant.window();
    this.granted = grant.points();
    this.known = granted;
    this.askedAt = askedAt;
    this.endsAt = askedAt + Math.min(LONGEST, grant.remains());
  }

  boolean lasts(long now) {
    return now < endsAt;
  }

  long age(long now) {
    return now - askedAt;
  }

  long idle(long now) {
    return now - admittedAt;
  }

  boolean fits(long hold) {
    return granted - used - held >= hold;
  }

  void hold(long points, long now) {
    held += points;
    running++;
    admittedAt = now;
  }

  void settle(long hold, long charge) {
    held -= hold;
    used += charge;
    running--;
  }

  void retire() {
    retired = true;
  }

  /// Whether nothing will change any more.
  boolean isOver() {
    return retired && running == 0;
  }

  /// Whether it has points to give back and does not do so already: then it does so from now on.
  boolean beginsTelling() {
    if (!retired || telling || (known == used + held && running > 0)) {
      return false;
    }
    telling = true;
    return true;
  }

  /// Points that the store does not know yet to be free.
  long unspent() {
    return known - used - held;
  }

  /// The store knows that these are free.
  ///
  /// @return whether there is more to tell
  boolean told(long points) {
    telling = false;
    known -= points;
    return isOver() && unspent() > 0;
  }
}
