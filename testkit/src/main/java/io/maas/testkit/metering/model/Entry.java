package io.maas.testkit.metering.model;

import java.time.Instant;

/// One admission of one request by one counter. A counter that was lost and put together anew has
/// the same ones.
final class Entry {

  final long hold;

  /// Nanoseconds that only grow.
  final long ticks;

  /// What the clock on the wall showed.
  final Instant admittedAt;

  private long held;
  private long used;
  private boolean over;
  private boolean released;
  private boolean wasPutBack;

  Entry(long hold, long ticks, Instant admittedAt) {
    this.hold = hold;
    this.held = hold;
    this.ticks = ticks;
    this.admittedAt = admittedAt;
  }

  /// The request is over, and this is what it cost.
  void end(long charge) {
    held = 0;
    used = charge;
    over = true;
  }

  /// The request is over, and never was.
  void release() {
    end(0);
    released = true;
  }

  /// Its counter was lost, and has it again.
  void putBack() {
    wasPutBack = true;
  }

  boolean wasPutBack() {
    return wasPutBack;
  }

  /// What it was charged: all of the hold, as long as nobody says otherwise.
  long charge() {
    return used + held;
  }

  long used() {
    return used;
  }

  long held() {
    return held;
  }

  boolean over() {
    return over;
  }

  boolean wasReleased() {
    return released;
  }

  /// Whether there is a record of it.
  boolean isInLedger() {
    return over && !released;
  }
}
