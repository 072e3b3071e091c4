package io.maas.bench.simulation;

/// A single counter that every request asks without delay, over the same requests: what all of this
/// is measured against. It runs beside the world and changes nothing in it.
final class ExactCounter {

  private final VirtualTime time;
  private final long limit;
  private final long length;
  private int window;
  private long endsAt;
  private long spent;

  ExactCounter(VirtualTime time, long limit, long length) {
    this.time = time;
    this.limit = limit;
    this.length = length;
  }

  /// Whether it admits the request; then it also settles it in time.
  boolean admits(Ask ask) {
    long left = time.now() < endsAt ? limit - spent : limit;
    if (left < ask.least()) {
      return false;
    }
    if (time.now() >= endsAt) {
      window++;
      endsAt = time.now() + length;
      spent = 0;
    }
    int of = window;
    long hold = Math.min(left, ask.wish());
    spent += hold;
    time.after(ask.lasts(), () -> settle(of, hold - ask.used(hold)));
    return true;
  }

  private void settle(int of, long unused) {
    if (of == window) {
      spent -= unused;
    }
  }
}
