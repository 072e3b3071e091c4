package io.maas.systemtests.ledger;

import io.maas.testkit.outage.Eventually;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/// Clients that send one request after the other until they are told to stop; where nobody answers
/// they try again.
public final class Load implements AutoCloseable {

  private static final Duration BEFORE_TRYING_AGAIN = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private volatile boolean stopped;

  private Load() {}

  /// @param request sends the request of a number and sees it to its end
  public static Load of(int clients, IntConsumer request) {
    Load load = new Load();
    for (int i = 0; i < clients; i++) {
      load.threads.execute(() -> load.run(request));
    }
    return load;
  }

  private void run(IntConsumer request) {
    while (!stopped) {
      try {
        request.accept(sent.getAndIncrement());
        ended.getAndIncrement();
      } catch (UncheckedIOException _) {
        LockSupport.parkNanos(BEFORE_TRYING_AGAIN.toNanos());
      }
    }
  }

  /// How many were seen to their end.
  public int ended() {
    return ended.get();
  }

  /// Returns when so many more have ended.
  public void awaitMore(int requests) {
    int enough = ended() + requests;
    Eventually.holds(requests + " more requests end", PATIENCE, () -> ended() >= enough);
  }

  /// Stops, and waits for what is under way.
  @Override
  public void close() {
    stopped = true;
    threads.close();
  }
}
