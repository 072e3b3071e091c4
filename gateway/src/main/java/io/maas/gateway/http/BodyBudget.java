package io.maas.gateway.http;

import java.util.concurrent.atomic.AtomicLong;

/// Bounds the bytes of all bodies that are held at once, over all event loops.
final class BodyBudget {

  private final AtomicLong left;

  BodyBudget(long bytes) {
    this.left = new AtomicLong(bytes);
  }

  /// Takes so many bytes; false if that many are not left.
  boolean take(long bytes) {
    if (left.addAndGet(-bytes) >= 0) {
      return true;
    }
    left.addAndGet(bytes);
    return false;
  }

  void giveBack(long bytes) {
    left.addAndGet(bytes);
  }
}
