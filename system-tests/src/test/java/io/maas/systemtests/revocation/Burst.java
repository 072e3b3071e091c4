package io.maas.systemtests.revocation;

import io.maas.systemtests.server.Answer;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.Chat;
import io.maas.testkit.outage.Eventually;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Clients that use one key without a pause until it is refused.
public final class Burst implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger passed = new AtomicInteger();
  private final AtomicLong lastPassed = new AtomicLong();
  private final AtomicInteger otherwise = new AtomicInteger();

  private Burst() {}

  /// Begins, and returns when requests pass.
  public static Burst of(int clients, Caller caller, String model) {
    Burst burst = new Burst();
    for (int i = 0; i < clients; i++) {
      burst.threads.execute(() -> burst.run(caller, model));
    }
    Eventually.holds("the burst has begun", PATIENCE, () -> burst.passed.get() > 2 * clients);
    return burst;
  }

  private void run(Caller caller, String model) {
    while (true) {
      long asked = System.nanoTime();
      Answer answer = caller.post(Chat.PATH, Chat.of(model, "Hello", 5));
      if (answer.status() != 200) {
        otherwise.addAndGet(answer.status() == 401 ? 0 : 1);
        return;
      }
      passed.getAndIncrement();
      lastPassed.accumulateAndGet(asked, Math::max);
    }
  }

  /// How long after that moment the last request was sent that still passed, once none does.
  public Duration passedAfter(long nanoTime) {
    threads.close();
    return Duration.ofNanos(Math.max(0, lastPassed.get() - nanoTime));
  }

  /// How many were refused with anything but 401.
  public int refusedOtherwise() {
    return otherwise.get();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
