package io.maas.gateway.routing;

import io.maas.domain.catalog.Endpoint;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The endpoints that one request still may try, in the order of its plan. Those that are ejected
/// come last, or not at all where another model stands in; those that are full do not come.
public final class Attempts {

  private final Health health;
  private final Wanted wanted;
  private final Deque<Endpoint> left;
  private final List<Endpoint> ejected = new ArrayList<>(0);
  private int most;
  private @Nullable Duration pause;

  /// What is wanted of the endpoints.
  ///
  /// @param most how many may be tried
  /// @param likely how many tokens the request will take
  /// @param insists whether those that failed lately are asked where no other is left
  public record Wanted(int most, long likely, boolean insists) {}

  public Attempts(Plan plan, Health health, Wanted wanted) {
    this.health = health;
    this.wanted = wanted;
    this.left = new ArrayDeque<>(plan.endpoints());
    this.most = wanted.most();
  }

  /// The next endpoint, which was entered: it has to be left.
  public Optional<Endpoint> next() {
    if (most == 0) {
      return Optional.empty();
    }
    while (!left.isEmpty()) {
      Endpoint endpoint = left.remove();
      switch (health.enter(endpoint, false, wanted.likely())) {
        case OPEN -> {
          most--;
          return Optional.of(endpoint);
        }
        case BUSY -> {} // whoever is left out for this is not waited for
        case PAUSED, SPENT -> paused(endpoint);
        case EJECTED -> ejected.add(endpoint);
      }
    }
    return wanted.insists() ? insist() : Optional.empty();
  }

  /// Whether nothing is left to try.
  public boolean isEmpty() {
    return most == 0 || (left.isEmpty() && (ejected.isEmpty() || !wanted.insists()));
  }

  /// Whether some were not asked because they failed lately.
  public boolean spared() {
    return !wanted.insists() && !ejected.isEmpty();
  }

  /// When the first of those that may not be asked now may be asked again, if that is known.
  public Optional<Duration> pause() {
    return Optional.ofNullable(pause);
  }

  private void paused(Endpoint endpoint) {
    Duration time = health.pausedFor(endpoint, wanted.likely());
    pause = pause == null || time.compareTo(pause) < 0 ? time : pause;
  }

  /// Where all that are left have failed lately, failing is not made better by not asking.
  private Optional<Endpoint> insist() {
    while (!ejected.isEmpty()) {
      Endpoint endpoint = ejected.removeFirst();
      switch (health.enter(endpoint, true, wanted.likely())) {
        case OPEN -> {
          most--;
          return Optional.of(endpoint);
        }
        case PAUSED, SPENT -> paused(endpoint);
        case BUSY, EJECTED -> {}
      }
    }
    return Optional.empty();
  }
}
