package io.maas.gateway.identity;

import com.github.benmanes.caffeine.cache.Expiry;
import io.maas.domain.access.Identity;
import io.maas.domain.access.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// How long what is remembered of a credential is good for.
final class Lifetimes implements Expiry<Object, Remembered> {

  private static final long UNKNOWN = Duration.ofSeconds(1).toNanos();
  private static final long TOKEN = Duration.ofMinutes(1).toNanos();
  private static final Duration SELF_DESCRIBING = Duration.ofMinutes(5);
  private static final long KEY = Duration.ofDays(366).toNanos();

  private final InstantSource clock;

  /// @param clock for tokens that say themselves when they end
  Lifetimes(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public long expireAfterCreate(Object shown, Remembered remembered, long now) {
    return switch (remembered) {
      case Remembered.Sure(Identity.Known(Principal p, Instant until)) ->
          p.key() != null ? KEY : until == null ? TOKEN : untilThen(until);
      case Remembered.Sure(Identity.Unknown _) -> UNKNOWN;
      case Doubted doubted -> doubted.left(now);
    };
  }

  private long untilThen(Instant end) {
    Duration left = Duration.between(clock.instant(), end);
    return left.compareTo(SELF_DESCRIBING) < 0
        ? Math.max(0, left.toNanos())
        : SELF_DESCRIBING.toNanos();
  }

  /// Doubt makes no life longer: a token's minute goes on, and so does the time of who was doubted
  /// already.
  @Override
  public long expireAfterUpdate(Object shown, Remembered remembered, long now, long current) {
    long fresh = expireAfterCreate(shown, remembered, now);
    return remembered instanceof Doubted ? Math.min(current, fresh) : fresh;
  }

  @Override
  public long expireAfterRead(Object shown, Remembered remembered, long now, long current) {
    return current;
  }
}
