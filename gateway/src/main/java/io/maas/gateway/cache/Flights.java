package io.maas.gateway.cache;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Requests that ask the same at the same time: the first goes upstream, and the others wait for
/// what it gets. Each waits once and not for ever, and then goes on alone: a first one that fails,
/// is refused or gets what cannot be kept holds nobody up for longer than it runs.
final class Flights {

  private final ConcurrentMap<String, Flight> flying = new ConcurrentHashMap<>();
  private final Duration longest;

  /// @param longest that others wait for a first one
  Flights(Duration longest) {
    this.longest = longest;
  }

  /// Begins one; null if one of that key flies.
  @Nullable Flight begin(String key) {
    Flight flight = new Flight(key);
    if (flying.putIfAbsent(key, flight) != null) {
      return null;
    }
    var _ =
        flight
            .landed
            .orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete((_, _) -> flying.remove(key, flight));
    return flight;
  }

  /// What the one of that key brings; empty if it brings nothing, or nothing flies.
  CompletionStage<Optional<StoredAnswer>> await(String key) {
    Flight flight = flying.get(key);
    return flight == null
        ? CompletableFuture.completedStage(Optional.empty())
        : flight.landed.exceptionally(_ -> Optional.empty());
  }

  /// A first one on its way.
  final class Flight {

    private final CompletableFuture<Optional<StoredAnswer>> landed = new CompletableFuture<>();
    private final String key;

    private Flight(String key) {
      this.key = key;
    }

    /// Ends it; only the first time counts.
    ///
    /// @param answer null if it brings none
    void land(@Nullable StoredAnswer answer) {
      flying.remove(key, this);
      landed.complete(Optional.ofNullable(answer));
    }
  }
}
