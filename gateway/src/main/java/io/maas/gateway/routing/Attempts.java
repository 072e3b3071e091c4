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
/// come last; those that are full do not come.
public final class Attempts {

  private final Health health;
  private final Deque<Endpoint> left;
  private final List<Endpoint> ejected = new ArrayList<>(0);
  private int most;
  private @Nullable Duration pause;

  /// @param most how many may be tried
  public Attempts(Plan plan, Health health, int most) {
    this.health = health;
    this.left = new ArrayDeque<>(plan.endpoints());
    this.most = most;
  }

  /// The next endpoint, which was entered: it has to be left.
  public Optional<Endpoint> next() {
    if (most == 0) {
      return Optional.empty();
    }
    while (!left.isEmpty()) {
      Endpoint endpoint = left.remove();
      switch (health.enter(endpoint, false)) {
        case OPEN -> {
          most--;
          return Optional.of(endpoint);
        }
        case BUSY -> {} // whoever is left out for this is not waited for
        case PAUSED -> paused(endpoint);
        case EJECTED -> ejected.add(endpoint);
      }
    }
    return insist();
  }

  /// Whether nothing is left to try.
  public boolean isEmpty() {
    return most == 0 || (left.isEmpty() && ejected.isEmpty());
  }

  /// When the first of those that asked to be left alone may be asked again, if any did.
  public Optional<Duration> pause() {
    return Optional.ofNullable(pause);
  }

  private void paused(Endpoint endpoint) {
    Duration time = health.pausedFor(endpoint);
    pause = pause == null || time.compareTo(pause) < 0 ? time : pause;
  }

  /// Where all that are left have failed lately, failing is not made better by not asking.
  private Optional<Endpoint> insist() {
    while (!ejected.isEmpty()) {
      Endpoint endpoint = ejected.removeFirst();
      if (health.enter(endpoint, true) == Health.Entry.OPEN) {
        most--;
        return Optional.of(endpoint);
      }
    }
    return Optional.empty();
  }
}
