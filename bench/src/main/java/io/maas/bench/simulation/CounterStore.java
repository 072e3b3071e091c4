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
  /// @param ahead how many of them are for later
  /// @param remains how long the window is still open
  record Grant(long points, long ahead, int window, long remains) {}

  /// Debits what is wanted and a lease, or as much as there is, or nothing.
  Grant debit(long now, long least, long wanted, Lease lease, int gateways) {
    operations++;
    boolean open = now < endsAt;
    long left = open ? limit - debited : limit;
    if (left < least) {
      return new Grant(0, 0, window, open ? endsAt - now : 0);
    }
    if (!open) {
      window++;
      endsAt = now + length;
      debited = 0;
    }
    long ahead = lease.size(Math.max(0, left - wanted), gateways);
    long points = Math.min(left, wanted + ahead);
    debited += points;
    return new Grant(points, ahead, window, endsAt - now);
  }

  /// Takes back what was debited of a window, if it is still open.
  void giveBack(long now, int ofWindow, long points) {
    operations++;
    if (ofWindow == window && now < endsAt) {
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
