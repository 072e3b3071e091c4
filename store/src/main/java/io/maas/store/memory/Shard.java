package io.maas.store.memory;

import io.maas.domain.metering.History.Spent;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Window;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
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
  private final long startedAt;
  private Map<CounterKey, OpenWindow> windows = new HashMap<>();
  private Set<CounterKey> established = new HashSet<>();
  private long longestEstablished;
  private int openedSinceSweep;
  private int leftBySweep;
  private long sweptAt;

  /// Names a counter: two tenants share none, whatever their limits and people are called.
  record CounterKey(String tenant, String limitId, String subject) {}

  Shard(int index, long now) {
    this.index = index;
    this.startedAt = now;
    this.sweptAt = now;
  }

  /// The counter's open window, if it has one.
  @Nullable OpenWindow find(CounterKey key, Moment now) {
    OpenWindow window = windows.get(key);
    return window == null || window.isOver(now) ? null : window;
  }

  /// Whether it is known what was used of the counter before this store began: because somebody
  /// told, or because a window of then would be over by now.
  boolean knows(CounterKey key, Limit limit, Moment now) {
    return now.ticks() - startedAt >= limit.window().longest().toNanos()
        || established.contains(key);
  }

  /// Takes what was used before; only the first word counts.
  void establish(CounterKey key, Limit limit, Spent spent, Moment now) {
    if (!established.add(key)) {
      return;
    }
    Window window = limit.window();
    longestEstablished = Math.max(longestEstablished, window.longest().toNanos());
    Instant since = spent.since();
    if (since != null && find(key, now) == null) {
      OpenWindow opened = OpenWindow.since(since, window, this, now);
      opened.use(spent.points());
      windows.put(key, opened);
    }
  }

  /// Opens a window in the place of one that is over or never was. Each opening pays its share of
  /// the sweeps, so that windows that are over never outnumber the others for long.
  OpenWindow open(CounterKey key, Window kind, Moment now) {
    if (++openedSinceSweep > SWEEP_FROM + leftBySweep) {
      sweep(now);
    }
    OpenWindow window = OpenWindow.of(kind, this, now);
    windows.put(key, window);
    return window;
  }

  boolean isDue(Moment now) {
    return now.ticks() - sweptAt >= SWEEP_EVERY;
  }

  /// Forgets the windows that are over for good. Whoever settles late still has the window it was
  /// admitted to, so nothing else has to be waited for.
  void sweep(Moment now) {
    int before = windows.size();
    windows.values().removeIf(window -> window.isOverForGood(now));
    if (windows.size() < before / 2) {
      windows = new HashMap<>(windows);
    }
    if (!established.isEmpty() && now.ticks() - startedAt >= longestEstablished) {
      established = new HashSet<>();
    }
    leftBySweep = windows.size();
    openedSinceSweep = 0;
    sweptAt = now.ticks();
  }

  int size() {
    return windows.size();
  }
}
