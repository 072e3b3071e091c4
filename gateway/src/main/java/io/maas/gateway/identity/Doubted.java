package io.maas.gateway.identity;

import io.maas.domain.access.Identity;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Somebody who was known until notices may have been missed: perhaps revoked, most likely not.
///
/// Whoever comes next waits a little for the store, so that a store that is well is believed before
/// anybody is served in error. A store that is not costs that little wait, and who was known is
/// served. There is one look-up at a time, and after one that failed a pause.
final class Doubted implements Remembered {

  private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

  private final Identity.Known identity;
  private final long until;
  private final AtomicReference<@Nullable Try> last = new AtomicReference<>();

  /// @param until when they are known no longer, by the ticker
  Doubted(Identity.Known identity, long until) {
    this.identity = identity;
    this.until = until;
  }

  @Override
  public Identity.Known identity() {
    return identity;
  }

  /// How long they are still known, in nanoseconds; not below 0.
  long left(long now) {
    return Math.max(0, until - now);
  }

  /// Whom to serve: who the store says it is if that comes in time, and who it was if not.
  ///
  /// @param patience how long the first who asks, and who comes meanwhile, wait for the store
  /// @param lookup asks the store
  CompletableFuture<Identity> ask(
      long now, Duration patience, Supplier<CompletableFuture<Identity>> lookup) {
    Try before = last.get();
    if (before != null && !before.isOver(now)) {
      return before.served();
    }
    Try next = Try.begin(now, identity, patience);
    if (last.compareAndSet(before, next)) {
      var _ = lookup.get().whenComplete(next::end);
      return next.served();
    }
    return ask(now, patience, lookup); // somebody else was faster
  }

  /// One look-up.
  ///
  /// @param served the answer, or who it was when that failed or took too long
  private record Try(
      long begunAt, CompletableFuture<Identity> answer, CompletableFuture<Identity> served) {

    static Try begin(long now, Identity known, Duration patience) {
      CompletableFuture<Identity> answer = new CompletableFuture<>();
      return new Try(
          now,
          answer,
          answer
              .exceptionally(_ -> known)
              .completeOnTimeout(known, patience.toNanos(), TimeUnit.NANOSECONDS));
    }

    void end(@Nullable Identity found, @Nullable Throwable error) {
      if (error != null) {
        answer.completeExceptionally(error);
      } else {
        answer.complete(found);
      }
    }

    boolean isOver(long now) {
      return answer.isDone() && now - begunAt >= PAUSE_NANOS;
    }
  }
}
