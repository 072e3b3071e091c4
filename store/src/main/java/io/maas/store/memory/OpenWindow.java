package io.maas.store.memory;

import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Standing;
import io.maas.domain.metering.Window;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The use of one counter over one window. Read and written under its shard's lock only.
abstract sealed class OpenWindow {

  private final Shard shard;
  private long used;
  private long held;

  private OpenWindow(Shard shard) {
    this.shard = shard;
  }

  /// Opens a window at this moment.
  static OpenWindow of(Window window, Shard shard, Moment now) {
    return switch (window) {
      case Window.Rolling(Duration length) -> new Rolling(shard, now.ticks() + length.toNanos());
      case Window.Calendar calendar ->
          new Calendar(shard, calendar.end(Instant.ofEpochMilli(now.millis())).toEpochMilli(), now);
      case Window.WhileRunning _ -> new Running(shard);
    };
  }

  /// Opens a window that began in the past, before this process did.
  static OpenWindow since(Instant opened, Window window, Shard shard, Moment now) {
    if (window instanceof Window.Rolling(Duration length)) {
      long age = Math.max(0, now.millis() - opened.toEpochMilli());
      return new Rolling(shard, now.ticks() + length.minusMillis(age).toNanos());
    }
    return of(window, shard, now);
  }

  static long usedIn(@Nullable OpenWindow window) {
    return window == null ? 0 : window.used;
  }

  static long heldIn(@Nullable OpenWindow window) {
    return window == null ? 0 : window.held;
  }

  /// Nanoseconds until the window closes; zero where none is open.
  static long remainingTime(@Nullable OpenWindow window, Moment now) {
    return window == null ? 0 : Math.max(0, window.remaining(now));
  }

  /// Where a limit stands whose counter has this window, or none.
  static Standing standing(Limit limit, @Nullable OpenWindow window, Moment now) {
    return new Standing(
        limit, usedIn(window), heldIn(window), Duration.ofNanos(remainingTime(window, now)));
  }

  /// Nanoseconds until it closes; zero or less once it is over.
  abstract long remaining(Moment now);

  /// Whether nothing more can be counted in it.
  boolean isOver(Moment now) {
    return remaining(now) <= 0;
  }

  /// Whether it never is open again, and may be forgotten.
  boolean isOverForGood(Moment now) {
    return isOver(now);
  }

  void hold(long amount) {
    held += amount;
  }

  void use(long amount) {
    used += amount;
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

  /// Closes a length after it was opened, by the ticker.
  private static final class Rolling extends OpenWindow {
    private final long closesAt;

    Rolling(Shard shard, long closesAt) {
      super(shard);
      this.closesAt = closesAt;
    }

    @Override
    long remaining(Moment now) {
      return closesAt - now.ticks();
    }
  }

  /// Closes when the calendar says so. A clock that is set back finds it still open: what was
  /// counted is not forgotten, and no day is counted twice. So it is kept until the ticker agrees
  /// that its time has passed, whatever a clock said that ran ahead for a while.
  private static final class Calendar extends OpenWindow {
    private final long closesAtMillis;
    private final long closesAtTicks;

    Calendar(Shard shard, long closesAtMillis, Moment now) {
      super(shard);
      this.closesAtMillis = closesAtMillis;
      this.closesAtTicks = now.ticks() + remaining(now);
    }

    @Override
    boolean isOverForGood(Moment now) {
      return isOver(now) && now.ticks() - closesAtTicks >= 0;
    }

    @Override
    long remaining(Moment now) {
      return Math.multiplyExact(closesAtMillis - now.millis(), Moment.NANOS_OF_MILLI);
    }
  }

  /// Never closes, and is over while nothing runs.
  private static final class Running extends OpenWindow {
    Running(Shard shard) {
      super(shard);
    }

    @Override
    long remaining(Moment now) {
      return 0;
    }

    @Override
    boolean isOver(Moment now) {
      return heldIn(this) == 0;
    }
  }
}
