package io.maas.store.valkey;

import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Settlement;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
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
    return tell(() -> {
      Claims claims = where.now();
      return claims == null ? null : counters.settle(id, claims, charges);
    });
  }

  /// Settles what a process that died had reserved.
  CompletableFuture<Void> correct(UUID id, Trace trace, Settlement settlement) {
    return tell(() -> counters.correct(id, trace, settlement));
  }

  /// Says what the servers have to know, until they do.
  ///
  /// @param say says it once, maybe something newer each time; null while it cannot be said
  CompletableFuture<Void> tell(Supplier<@Nullable CompletionStage<Answer>> say) {
    CompletableFuture<Void> known = new CompletableFuture<>();
    waiting.add(known);
    attempt(say, known, FIRST_PAUSE);
    return known;
  }

  /// Gives back whatever a request holds that nobody knows the answer of.
  void release(UUID id, Claims claims) {
    var _ = settle(id, () -> claims, new long[claims.list().size()]);
  }

  private void attempt(
      Supplier<@Nullable CompletionStage<Answer>> say,
      CompletableFuture<Void> known,
      Duration pause) {
    CompletionStage<Answer> said = say.get();
    if (said == null) {
      again(say, known, pause, pause);
      return;
    }
    said.whenComplete((_, error) -> {
      if (error == null) {
        end(known);
      } else {
        Duration twice = pause.multipliedBy(2);
        again(say, known, pause, twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice);
      }
    });
  }

  private void again(
      Supplier<@Nullable CompletionStage<Answer>> say,
      CompletableFuture<Void> known,
      Duration pause,
      Duration next) {
    if (closed) {
      end(known);
      return;
    }
    var _ = jobs.schedule(() -> attempt(say, known, next), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  @SuppressWarnings("CollectionUndefinedEquality") // this very one is meant
  private void end(CompletableFuture<Void> known) {
    waiting.remove(known);
    known.complete(null);
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
