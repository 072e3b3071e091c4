package io.maas.gateway.routing;

import io.maas.domain.catalog.PerMinute;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What one gateway asked of an endpoint within the last minute. Tokens are debited ahead, as many
/// as a request likely takes, and corrected when its endpoint has told. Thread-safe.
final class Debits {

  private final @Nullable LastMinute requests;
  private final @Nullable LastMinute tokens;

  /// @param most 0 for any number
  Debits(PerMinute most, long now) {
    this.requests = most.requests() == 0 ? null : new LastMinute(most.requests(), now);
    this.tokens = most.tokens() == 0 ? null : new LastMinute(most.tokens(), now);
  }

  /// Debits one request, if there is room for it.
  synchronized boolean take(long likely, long now) {
    if (requests != null && !requests.take(1, now)) {
      return false;
    }
    if (tokens != null && !tokens.take(likely, now)) {
      if (requests != null) {
        requests.correct(-1, now, now);
      }
      return false;
    }
    return true;
  }

  /// Gives back what was taken just now.
  synchronized void giveBack(long likely, long now) {
    if (requests != null) {
      requests.correct(-1, now, now);
    }
    if (tokens != null) {
      tokens.correct(-likely, now, now);
    }
  }

  /// A request took more tokens than were debited, or fewer.
  ///
  /// @param at when they were debited
  synchronized void correct(long by, long at, long now) {
    if (tokens != null) {
      tokens.correct(by, at, now);
    }
  }

  /// How long until there is room for a request.
  synchronized Duration wait(long likely, long now) {
    Duration first = requests == null ? Duration.ZERO : requests.wait(1, now);
    Duration second = tokens == null ? Duration.ZERO : tokens.wait(likely, now);
    return first.compareTo(second) < 0 ? second : first;
  }
}
