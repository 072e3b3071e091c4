package io.maas.simulator.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/// A ticker and an alarm that a test moves on.
final class ManualClock implements LongSupplier, Alarm {
  private record Set(long at, Runnable task) {}

  private final List<Set> alarms = new ArrayList<>();
  private long now = 1_000_000_007;
  private int rings;

  @Override
  public long getAsLong() {
    return now;
  }

  @Override
  public void after(long millis, Runnable task) {
    alarms.add(new Set(now + millis * 1_000_000, task));
  }

  /// Lets that time go by, ringing on the way.
  void pass(long millis) {
    long end = now + millis * 1_000_000;
    while (true) {
      var next = alarms.stream().min(Comparator.comparingLong(Set::at));
      if (next.isEmpty() || next.get().at() > end) {
        now = end;
        return;
      }
      alarms.remove(next.get());
      now = next.get().at();
      rings++;
      next.get().task().run();
    }
  }

  int rings() {
    return rings;
  }

  int waitingAlarms() {
    return alarms.size();
  }
}
