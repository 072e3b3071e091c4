package io.maas.domain.notice;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/// Looks whenever something is announced, and every half minute in case nobody said so. What is
/// announced together is looked at together.
public final class Lookout {

  /// How long announcements are gathered.
  private static final Duration GATHERING = Duration.ofMillis(20);

  private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(30);

  private final Runnable look;
  private final ScheduledExecutorService executor;
  private final AtomicBoolean scheduled = new AtomicBoolean();

  /// @param look may block, and must not throw
  /// @param executor stays the caller's to shut down
  public Lookout(Runnable look, ScheduledExecutorService executor) {
    this.look = look;
    this.executor = executor;
  }

  /// Looks at once, and from then on.
  ///
  /// @param about which announcements are a reason to look
  public void start(Notices notices, Predicate<Notice> about) {
    notices.subscribe(notice -> {
      if (about.test(notice)) {
        soon();
      }
    });
    // What changed before the subscription is found by the first of these.
    ScheduledFuture<?> _ =
        executor.scheduleWithFixedDelay(look, 0, AT_LEAST_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Looks, if nobody is about to.
  public void soon() {
    if (!scheduled.compareAndSet(false, true)) {
      return;
    }
    try {
      ScheduledFuture<?> _ =
          executor.schedule(this::gathered, GATHERING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException _) {
      // The process ends; the next one looks again.
    }
  }

  private void gathered() {
    // Before looking: a change that comes while we look must be looked at again.
    scheduled.set(false);
    look.run();
  }
}
