package io.maas.store.memory;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Some of the counters, and the lock that guards them. Everything here wants the lock held.
final class Shard {

  /// How long a window that is over may lie about in a shard that others ask to be swept.
  private static final long SWEEP_EVERY = TimeUnit.SECONDS.toNanos(30);

  private static final int SWEEP_FROM = 32;

  final int index;
  final ReentrantLock lock = new ReentrantLock();
  private Map<CounterKey, OpenWindow> windows = new HashMap<>();
  private int openedSinceSweep;
  private int leftBySweep;
  private long sweptAt;

  /// Names a counter.
  record CounterKey(String limitId, String subject) {}

  Shard(int index, long now) {
    this.index = index;
    this.sweptAt = now;
  }

  /// The counter's open window, if it has one.
  @Nullable OpenWindow find(CounterKey key, long now) {
    OpenWindow window = windows.get(key);
    return window == null || window.isOver(now) ? null : window;
  }

  /// Opens a window in the place of one that is over or never was. Each opening pays its share of
  /// the sweeps, so that windows that are over never outnumber the others for long.
  OpenWindow open(CounterKey key, long now, long length) {
    if (++openedSinceSweep > SWEEP_FROM + leftBySweep) {
      sweep(now);
    }
    OpenWindow window = new OpenWindow(this, now + length);
    windows.put(key, window);
    return window;
  }

  boolean isDue(long now) {
    return now - sweptAt >= SWEEP_EVERY;
  }

  /// Forgets the windows that are over. Whoever settles late still has the window it was admitted
  /// to, so nothing else has to be waited for.
  void sweep(long now) {
    int before = windows.size();
    windows.values().removeIf(window -> window.isOver(now));
    if (windows.size() < before / 2) {
      windows = new HashMap<>(windows);
    }
    leftBySweep = windows.size();
    openedSinceSweep = 0;
    sweptAt = now;
  }

  int size() {
    return windows.size();
  }
}
