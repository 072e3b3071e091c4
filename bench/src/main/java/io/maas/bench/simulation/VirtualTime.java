package io.maas.bench.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/// Time that passes only when something happens. Of two things at one moment the one that was
/// planned first happens first.
final class VirtualTime {

  static final long SECOND = 1_000_000_000L;

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
  private long now;
  private long planned;

  private record Event(long at, long order, Runnable happens) {}

  /// Nanoseconds from the beginning.
  long now() {
    return now;
  }

  void after(long nanos, Runnable happens) {
    events.add(new Event(now + nanos, planned++, happens));
  }

  /// Lets everything happen that is planned up to a moment.
  void runUntil(long end) {
    for (Event next = events.poll(); next != null && next.at() <= end; next = events.poll()) {
      now = next.at();
      next.happens().run();
    }
    now = end;
  }
}
