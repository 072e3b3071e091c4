package io.maas.bench.simulation;

/// The one exact counter: a limit, a rolling window, and what is debited of it. Knows nothing of
/// requests.
final class CounterStore {

  private final long limit;
  private final long length;
  private int window;
  private long endsAt;
  private long debited;
  private long operations;

  CounterStore(long limit, long length) {
    this.limit = limit;
    this.length = length;
  }

  /// What a gateway gets.
  ///
  /// @param points zero where less is left than the least
  /// @param first how many of them the request may hold that was asked with
  /// @param remains how long the window is still open
  record Grant(long points, long first, int window, long remains) {}

  /// Debits what a request holds, or nothing where there is too little.
  Grant reserve(long now, Ask ask) {
    return reserve(now, ask, 0, 1);
  }

  /// The same for a block of requests: what is wanted, but no more than a part of what is left, and
  /// no less than what the one request holds.
  Grant reserve(long now, Ask ask, long wanted, int part) {
    operations++;
    boolean open = isOpen(now);
    long left = open ? limit - debited : limit;
    if (left < ask.least()) {
      return new Grant(0, 0, window, open ? endsAt - now : 0);
    }
    if (!open) {
      window++;
      endsAt = now + length;
      debited = 0;
    }
    long first = Math.min(left, ask.wish());
    long points = Math.max(first, Math.min(wanted, left / part));
    debited += points;
    return new Grant(points, first, window, endsAt - now);
  }

  /// Takes back what was debited of a window, if it is still open.
  void giveBack(long now, int ofWindow, long points) {
    operations++;
    if (ofWindow == window && isOpen(now)) {
      debited -= points;
    }
  }

  boolean isOpen(long now) {
    return now < endsAt;
  }

  int window() {
    return window;
  }

  long limit() {
    return limit;
  }

  long debited() {
    return debited;
  }

  /// Round trips so far.
  long operations() {
    return operations;
  }
}
