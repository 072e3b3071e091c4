package io.maas.gateway.cache;

import static io.maas.gateway.cache.CachedModel.chat;
import static io.maas.gateway.cache.CachedModel.look;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.gateway.cache.Recall.Result;
import io.maas.protocol.request.InferenceRequest;
import io.maas.store.memory.MemoryResponses;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/// What looking for an answer costs. Printed and not asserted: the machine is shared.
class CacheCostTest {

  private static final String SENTENCE =
      "The gateway keeps what was said before, and says it again to whoever asks the same. ";
  private static final int ROUNDS = 4;

  private final ResponseCache cache =
      new ResponseCache(new MemoryResponses(10_000_000, System::nanoTime), InstantSource.system());

  @Test
  void printsWhatAHitCosts() {
    print("a chat of 100 bytes", 50_000, chat(SENTENCE.substring(0, 60), 1));
    print("a chat of 4.5 kB", 20_000, chat(SENTENCE.repeat(60).substring(0, 4400), 1));
    print("a chat of 60 kB in 40 messages", 1_000, chat(SENTENCE.repeat(17), 40));
  }

  private void print(String what, int times, InferenceRequest request) {
    CachedModel.keep(look(cache, request), 2000, "one");
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < times; i++) {
        assertThat(look(cache, request).result()).isEqualTo(Result.HIT);
      }
      least = Math.min(least, (threads.getCurrentThreadCpuTime() - start) / times);
    }
    System.out.printf("finding an answer of 2 kB, %s: %.1f µs of CPU%n", what, least / 1000.0);
  }
}
