package io.maas.store.valkey;

import io.maas.store.valkey.Agreement.Recovering;
import io.maas.store.valkey.Agreement.State;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

/// What is known of the counters now, and who waits for that to change.
final class CurrentState {

  private volatile State state = new Recovering("the counters' servers were not asked yet");
  private final AtomicReference<CompletableFuture<Void>> next =
      new AtomicReference<>(new CompletableFuture<>());

  State get() {
    return state;
  }

  void become(State other) {
    state = other;
    next.getAndSet(new CompletableFuture<>()).complete(null);
  }

  /// Completes when it is another.
  CompletionStage<Void> next() {
    return next.get().copy();
  }
}
