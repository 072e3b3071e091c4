package io.maas.store.memory;

import io.maas.store.memory.Shard.CounterKey;
import java.util.concurrent.atomic.AtomicInteger;

/// All counters, spread over enough shards that requests of different users rarely meet.
final class Shards {

  private static final int COUNT = 512;

  private final Shard[] shards = new Shard[COUNT];
  private final AtomicInteger visits = new AtomicInteger();

  Shards(long now) {
    for (int i = 0; i < COUNT; i++) {
      shards[i] = new Shard(i, now);
    }
  }

  Shard of(CounterKey key) {
    int hash = key.hashCode() * 0x9E3779B9;
    return shards[hash >>> 23];
  }

  /// Takes its turn at a shard that may have been left alone, and sweeps it if it is due. Called
  /// without a lock; gives way to whoever has the shard's.
  void visitNext(Moment now) {
    Shard shard = shards[Math.floorMod(visits.getAndIncrement(), COUNT)];
    if (shard.lock.tryLock()) {
      try {
        if (shard.isDue(now)) {
          shard.sweep(now);
        }
      } finally {
        shard.lock.unlock();
      }
    }
  }

  int size() {
    int size = 0;
    for (Shard shard : shards) {
      shard.lock.lock();
      try {
        size += shard.size();
      } finally {
        shard.lock.unlock();
      }
    }
    return size;
  }
}
