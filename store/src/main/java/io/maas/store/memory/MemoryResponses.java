package io.maas.store.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.maas.domain.cache.ResponseStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// Answers in the memory of one gateway. Where there are too many bytes of them, those go that are
/// asked for least.
public final class MemoryResponses implements ResponseStore {

  private static final CompletionStage<Void> KEPT = CompletableFuture.completedStage(null);

  /// What an entry takes beside its bytes: its key, and what holds it.
  private static final int AROUND = 256;

  private final Cache<String, Entry> entries;
  private final long bound;
  private final LongAdder evicted = new LongAdder();

  private record Entry(byte[] bytes, long nanos) {
    int weight() {
      return bytes.length + AROUND;
    }
  }

  /// @param bound bytes that it takes at most
  /// @param ticker monotonic nanoseconds
  public MemoryResponses(long bound, LongSupplier ticker) {
    this.bound = bound;
    this.entries =
        Caffeine.newBuilder()
            .maximumWeight(bound)
            .<String, Entry>weigher((_, entry) -> entry.weight())
            .expireAfter(Expiry.<String, Entry>writing((_, entry) -> Duration.ofNanos(entry.nanos)))
            .evictionListener((_, _, cause) -> {
              if (cause == RemovalCause.SIZE) {
                evicted.increment();
              }
            })
            .ticker(ticker::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  @Override
  public CompletionStage<Optional<byte[]>> find(String key) {
    return CompletableFuture.completedStage(
        Optional.ofNullable(entries.getIfPresent(key)).map(Entry::bytes));
  }

  @Override
  public CompletionStage<Void> keep(String key, byte[] entry, Duration time) {
    Entry kept = new Entry(entry, time.toNanos());
    if (kept.weight() <= bound) {
      entries.put(key, kept);
    } else {
      entries.invalidate(key);
    }
    return KEPT;
  }

  /// Bytes that are held now.
  public long bytes() {
    return entries.policy().eviction().orElseThrow().weightedSize().orElse(0);
  }

  /// Entries that went before their time because there were too many.
  public long evicted() {
    return evicted.sum();
  }
}
