package io.maas.gateway.journal;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// How far the drain is, for those who wait for it or measure it. Written by the drain alone.
final class Progress {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition advanced = lock.newCondition();
  private final AtomicLong drainedBytes = new AtomicLong();
  private final AtomicLong drainedRecords = new AtomicLong();
  private final AtomicLong orphans = new AtomicLong();
  private volatile int setAside;
  private volatile long oldestMillis;

  /// So many more bytes were read, and all the records in them are in the ledger or set aside.
  ///
  /// @param allSetAside how many records were ever set aside
  void advance(long bytes, int records, int allSetAside) {
    lock.lock();
    try {
      drainedBytes.addAndGet(bytes);
      drainedRecords.addAndGet(records);
      setAside = allSetAside;
      oldestMillis = 0;
      advanced.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until so many bytes are drained.
  ///
  /// @return whether they are
  boolean await(long bytes, long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (drainedBytes.get() < bytes && left > 0) {
        left = advanced.awaitNanos(left);
      }
      return drainedBytes.get() >= bytes;
    } finally {
      lock.unlock();
    }
  }

  void orphan() {
    orphans.incrementAndGet();
  }

  /// The first record that waits for the ledger was written then.
  void oldest(long millis) {
    oldestMillis = millis;
  }

  long drainedBytes() {
    return drainedBytes.get();
  }

  long drainedRecords() {
    return drainedRecords.get();
  }

  int setAside() {
    return setAside;
  }

  long orphans() {
    return orphans.get();
  }

  /// How long the first record that waits for the ledger has waited.
  long oldestAge(long nowMillis) {
    long oldest = oldestMillis;
    return oldest == 0 ? 0 : Math.max(0, nowMillis - oldest);
  }
}
