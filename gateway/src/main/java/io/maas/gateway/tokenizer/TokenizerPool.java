package io.maas.gateway.tokenizer;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The threads that count: few, since counting is all work and no waiting, and with a short queue,
/// since a prompt that waits long is better bounded by its bytes at once.
public final class TokenizerPool {

  private TokenizerPool() {}

  /// Opens one, which refuses what neither a thread nor a place in the queue is free for.
  ///
  /// @param threads the most that count at once
  /// @param waiting the most prompts that wait
  public static ThreadPoolExecutor open(int threads, int waiting) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            60,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            Thread.ofPlatform().daemon().name("tokenizer-", 0).factory());
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
