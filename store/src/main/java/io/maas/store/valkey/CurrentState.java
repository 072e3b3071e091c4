package io.maas.store.valkey;

import io.maas.store.valkey.Agreement.Agreed;
import io.maas.store.valkey.Agreement.Recovering;
import io.maas.store.valkey.Agreement.State;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

/// What is known of the counters now, and who waits for that to change.
final class CurrentState {

  private final Runnable wake;
  private volatile State state = new Recovering("the counters' servers were not asked yet");
  private final AtomicReference<CompletableFuture<Void>> next =
      new AtomicReference<>(new CompletableFuture<>());

  /// @param wake asks for a look soon
  CurrentState(Runnable wake) {
    this.wake = wake;
  }

  State get() {
    return state;
  }

  void become(State other) {
    state = other;
    next.getAndSet(new CompletableFuture<>()).complete(null);
  }

  /// Completes when it is another; somebody looks soon whether it should be.
  CompletionStage<Void> next() {
    CompletionStage<Void> copy = next.get().copy();
    wake.run();
    return copy;
  }

  /// The counters of an epoch are found to be gone.
  ///
  /// @return false if that was known
  boolean lose(long epoch, String cause) {
    if (!(state instanceof Agreed agreed) || agreed.epoch() != epoch) {
      return false;
    }
    become(new Recovering(cause));
    return true;
  }
}
