package io.maas.identity.oidc;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is known of an issuer, asked for anew from time to time, and sooner when a token names a
/// key that is not among those known.
///
/// There is one question at a time, however many wait for it. One that failed is not repeated for a
/// while; what was known goes on being used then, until it is too old. Tokens with made-up keys
/// cannot make us ask more than a few times in a row, and once in ten seconds after that.
///
/// @param <T> what is known
final class KeySet<T> {

  private static final long PAUSE = Duration.ofSeconds(2).toNanos();
  private static final long PER_EXTRA = Duration.ofSeconds(10).toNanos();
  private static final int MOST_EXTRA = 5;

  private final Supplier<CompletionStage<T>> source;
  private final LongSupplier ticker;
  private final long ttl;
  private final long kept;

  private @Nullable T known;
  private long knownAt;
  private @Nullable CompletableFuture<T> asking;
  private @Nullable Throwable failure;
  private long failedAt;
  private long extra = MOST_EXTRA;
  private long extraAt;

  /// @param source asks
  /// @param ticker monotonic nanoseconds
  /// @param ttl after this it is asked for again
  /// @param kept after this it is not used any more
  KeySet(Supplier<CompletionStage<T>> source, LongSupplier ticker, Duration ttl, Duration kept) {
    this.source = source;
    this.ticker = ticker;
    this.ttl = ttl.toNanos();
    this.kept = kept.toNanos();
    this.extraAt = ticker.getAsLong();
  }

  /// What is known, asked for if it is old; fails if nothing is known that is not too old.
  synchronized CompletableFuture<T> current() {
    T last = known;
    if (last != null && age() < ttl) {
      return CompletableFuture.completedFuture(last);
    }
    if (isPausing()) {
      return last != null && age() < kept ? CompletableFuture.completedFuture(last) : failed();
    }
    return ask().exceptionallyCompose(_ -> kept());
  }

  /// What is known by now, for somebody who missed something in what was known.
  ///
  /// @param seen what it was missed in
  synchronized CompletableFuture<T> newerThan(T seen) {
    T last = known;
    if (last != null && !last.equals(seen)) {
      return CompletableFuture.completedFuture(last);
    }
    if (asking != null) {
      return asking;
    }
    if (isPausing()) {
      return failed();
    }
    return mayAskMore() ? ask() : CompletableFuture.completedFuture(seen);
  }

  private boolean mayAskMore() {
    long now = ticker.getAsLong();
    long earned = (now - extraAt) / PER_EXTRA;
    extra = Math.min(MOST_EXTRA, extra + earned);
    extraAt += earned * PER_EXTRA;
    if (extra == 0) {
      return false;
    }
    extra--;
    return true;
  }

  private CompletableFuture<T> ask() {
    CompletableFuture<T> before = asking;
    if (before != null) {
      return before;
    }
    CompletableFuture<T> next = new CompletableFuture<>();
    asking = next;
    var _ = source.get().whenComplete((found, error) -> end(next, found, error));
    return next;
  }

  private void end(CompletableFuture<T> asked, @Nullable T found, @Nullable Throwable error) {
    synchronized (this) {
      asking = null;
      if (error == null && found != null) {
        known = found;
        knownAt = ticker.getAsLong();
        failure = null;
      } else {
        failure = error;
        failedAt = ticker.getAsLong();
      }
    }
    if (error == null && found != null) {
      asked.complete(found);
    } else {
      asked.completeExceptionally(new IssuerAway("the issuer cannot tell", error));
    }
  }

  private synchronized CompletableFuture<T> kept() {
    T last = known;
    return last != null && age() < kept ? CompletableFuture.completedFuture(last) : failed();
  }

  private CompletableFuture<T> failed() {
    return CompletableFuture.failedFuture(new IssuerAway("the issuer cannot tell", failure));
  }

  private boolean isPausing() {
    return failure != null && ticker.getAsLong() - failedAt < PAUSE;
  }

  private long age() {
    return ticker.getAsLong() - knownAt;
  }
}
