package io.maas.gateway.admission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.maas.domain.access.Principal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/// Stops an agent that goes round in circles. Some ask again at once, for ever, when an answer is
/// not what they expected; nobody works at such a pace. Only sessions that say who they are can be
/// told apart, so only they are watched.
public final class LoopGuard {

  /// No agent that gets on asks so often, its helpers included.
  static final int MOST = 100;

  /// In so much time, and how long one that did is held off.
  public static final Duration WITHIN = Duration.ofSeconds(10);

  private static final int SESSIONS = 100_000;

  private final Cache<Session, AtomicInteger> recent;

  private record Session(String tenant, String user, String id) {}

  /// @param ticker nanoseconds
  public LoopGuard(LongSupplier ticker) {
    Ticker nanos = ticker::getAsLong;
    this.recent =
        Caffeine.newBuilder()
            .maximumSize(SESSIONS)
            .expireAfterWrite(WITHIN)
            .ticker(nanos)
            .executor(Runnable::run)
            .build();
  }

  /// Counts one more request of a session; tells how long it has to wait if there were too many.
  public Optional<Duration> count(Principal caller, String session) {
    Session asking = new Session(caller.tenant(), caller.user(), session);
    AtomicInteger count = recent.get(asking, _ -> new AtomicInteger());
    return count.incrementAndGet() > MOST ? Optional.of(WITHIN) : Optional.empty();
  }
}
