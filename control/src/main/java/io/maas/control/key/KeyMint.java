package io.maas.control.key;

import io.maas.control.call.RandomId;
import io.maas.domain.access.ApiKey;
import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.Principal;
import io.maas.domain.access.StoredKey;
import io.maas.domain.catalog.Subscription;
import io.maas.domain.metering.Limit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Makes keys. What leaves here is the only place where a whole key ever is, besides its owner's.
public final class KeyMint {

  private final ApiKeys keys;
  private final InstantSource clock;
  private final RandomGenerator random;

  /// @param random must be fit for secrets
  public KeyMint(ApiKeys keys, InstantSource clock, RandomGenerator random) {
    this.keys = keys;
    this.clock = clock;
    this.random = random;
  }

  /// What a new key is to be.
  ///
  /// @param name absent for a made-up one
  /// @param limits of the key's own
  record Order(
      @Nullable String name,
      @Nullable String description,
      Subscription subscription,
      Duration lifetime,
      boolean ephemeral,
      Map<String, String> labels,
      List<Limit> limits) {}

  /// A new key, whole, and what is kept of it.
  record Minted(ApiKey key, StoredKey stored) {}

  /// Makes one for its owner, with the owner's groups of now.
  Minted mint(Principal owner, Order order) {
    ApiKey key = ApiKey.generate(random);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String name = order.name();
    StoredKey stored =
        new StoredKey(
            RandomId.next(random),
            owner.tenant(),
            owner.user(),
            name == null ? "ephemeral-" + nanos(now) : name,
            order.description(),
            order.subscription().id(),
            owner.groups(),
            order.labels(),
            order.ephemeral(),
            StoredKey.Status.ACTIVE,
            now,
            now.plus(order.lifetime()),
            null,
            order.limits());
    keys.insert(stored, key.hash());
    return new Minted(key, stored);
  }

  private static long nanos(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }
}
