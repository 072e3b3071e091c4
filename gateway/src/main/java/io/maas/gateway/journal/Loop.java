package io.maas.gateway.journal;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A thread that does something again and again until it is stopped. It is never interrupted: an
/// interrupt would close the files that it works on.
final class Loop {

  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

  private final Thread thread;
  private volatile boolean stopped;

  /// @param turn does the work and tells how long to pause, unless woken
  Loop(String name, Supplier<Duration> turn) {
    thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> run(turn));
  }

  void start() {
    thread.start();
  }

  private void run(Supplier<Duration> turn) {
    while (!stopped) {
      Duration pause = Duration.ofSeconds(1);
      try {
        pause = turn.get();
      } catch (RuntimeException e) {
        LOG.atError()
            .setMessage("the journal's thread failed and goes on")
            .addKeyValue("thread", thread.getName())
            .setCause(e)
            .log();
      }
      if (!stopped && pause.isPositive()) {
        LockSupport.parkNanos(this, pause.toNanos());
      }
    }
  }

  /// Cuts the pause short.
  void wake() {
    LockSupport.unpark(thread);
  }

  /// Stops after the turn that runs.
  ///
  /// @return whether it did in time
  boolean stop(Duration within) {
    stopped = true;
    wake();
    try {
      return thread.join(within);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
