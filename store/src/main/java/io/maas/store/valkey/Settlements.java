package io.maas.store.valkey;

import io.maas.domain.metering.Claims;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Settles, and tries again until the servers know. As many wait as requests were under way when
/// the servers went: nothing new is admitted meanwhile.
final class Settlements {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final Counters counters;
  private final ScheduledExecutorService jobs;
  private final Set<CompletableFuture<Void>> waiting = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Settlements(Counters counters, ScheduledExecutorService jobs) {
    this.counters = counters;
    this.jobs = jobs;
  }

  /// Where a reservation is now.
  interface Where {
    /// Its claims; null while nobody knows where their counters are.
    @Nullable Claims now();
  }

  /// @param charges in the order of the claims
  /// @return completes when the servers know
  CompletableFuture<Void> settle(UUID id, Where where, long[] charges) {
    CompletableFuture<Void> known = new CompletableFuture<>();
    waiting.add(known);
    attempt(id, where, charges, known, FIRST_PAUSE);
    return known;
  }

  /// Gives back whatever a request holds that nobody knows the answer of.
  void release(UUID id, Claims claims) {
    var _ = settle(id, () -> claims, new long[claims.list().size()]);
  }

  @SuppressWarnings("CollectionUndefinedEquality") // this very one is meant
  private void attempt(
      UUID id, Where where, long[] charges, CompletableFuture<Void> known, Duration pause) {
    Claims claims = where.now();
    if (claims == null) {
      again(id, where, charges, known, pause, pause);
      return;
    }
    counters
        .settle(id, claims, charges)
        .whenComplete((_, error) -> {
          if (error == null) {
            waiting.remove(known);
            known.complete(null);
          } else {
            Duration twice = pause.multipliedBy(2);
            Duration next = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
            again(id, where, charges, known, pause, next);
          }
        });
  }

  @SuppressWarnings("CollectionUndefinedEquality") // this very one is meant
  private void again(
      UUID id,
      Where where,
      long[] charges,
      CompletableFuture<Void> known,
      Duration pause,
      Duration next) {
    if (closed) {
      waiting.remove(known);
      known.complete(null);
      return;
    }
    var _ =
        jobs.schedule(
            () -> attempt(id, where, charges, known, next),
            pause.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /// How many the servers do not know yet.
  int waiting() {
    return waiting.size();
  }

  /// Waits until the servers know of all, but no longer than this.
  void await(Duration longest) throws InterruptedException {
    try {
      CompletableFuture.allOf(waiting.toArray(CompletableFuture<?>[]::new))
          .get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException _) {
      // some are not known: whoever closes asks how many
    }
  }

  /// Tries no more. What the servers do not know stays charged as it is held.
  void close() {
    closed = true;
  }
}
