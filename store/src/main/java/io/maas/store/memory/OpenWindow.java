package io.maas.store.memory;

import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Standing;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The use of one counter over one window. Read and written under its shard's lock only.
final class OpenWindow {

  private final Shard shard;
  private final long closesAt;
  private long used;
  private long held;

  OpenWindow(Shard shard, long closesAt) {
    this.shard = shard;
    this.closesAt = closesAt;
  }

  static long usedIn(@Nullable OpenWindow window) {
    return window == null ? 0 : window.used;
  }

  static long heldIn(@Nullable OpenWindow window) {
    return window == null ? 0 : window.held;
  }

  /// Nanoseconds until the window closes; zero where none is open.
  static long remainingTime(@Nullable OpenWindow window, long now) {
    return window == null ? 0 : window.closesAt - now;
  }

  /// Where a limit stands whose counter has this window, or none.
  static Standing standing(Limit limit, @Nullable OpenWindow window, long now) {
    return new Standing(
        limit, usedIn(window), heldIn(window), Duration.ofNanos(remainingTime(window, now)));
  }

  boolean isOver(long now) {
    return now - closesAt >= 0;
  }

  void hold(long amount) {
    held += amount;
  }

  /// Puts what was used in the place of what was held; takes the lock itself.
  void settleUnderLock(long hold, long charge) {
    shard.lock.lock();
    try {
      held -= hold;
      used += charge;
    } finally {
      shard.lock.unlock();
    }
  }
}
