package io.maas.control.key;

import io.maas.control.call.RandomId;
import io.maas.control.call.Reply;
import io.maas.domain.access.ApiKey;
import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.KeyScope;
import io.maas.domain.access.Memberships;
import io.maas.domain.access.OnGroupChange;
import io.maas.domain.access.Principal;
import io.maas.domain.access.StoredKey;
import io.maas.domain.catalog.Snapshots;
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
  private final KeysPerUser most;
  private final Memberships memberships;
  private final Snapshots snapshots;
  private final InstantSource clock;
  private final RandomGenerator random;

  /// @param memberships which groups owners are in, where that matters after the mint too
  /// @param random must be fit for secrets
  public KeyMint(
      ApiKeys keys,
      KeysPerUser most,
      Memberships memberships,
      Snapshots snapshots,
      InstantSource clock,
      RandomGenerator random) {
    this.keys = keys;
    this.most = most;
    this.memberships = memberships;
    this.snapshots = snapshots;
    this.clock = clock;
    this.random = random;
  }

  /// What a new key is to be.
  ///
  /// @param owner whose it is to be, with the groups of now
  /// @param team the team that the owner stands for; null for somebody
  /// @param name absent for a made-up one
  /// @param limits of the key's own
  /// @param scope what it is narrowed to
  record Order(
      Principal owner,
      @Nullable String team,
      @Nullable String name,
      @Nullable String description,
      Subscription subscription,
      Duration lifetime,
      boolean ephemeral,
      Map<String, String> labels,
      List<Limit> limits,
      KeyScope scope) {

    /// An ephemeral one that nothing is said of.
    static Order shortLived(Principal owner, Subscription subscription, Duration lifetime) {
      return new Order(
          owner,
          null,
          null,
          null,
          subscription,
          lifetime,
          true,
          Map.of(),
          List.of(),
          KeyScope.WHOLE);
    }
  }

  /// What came of an order.
  sealed interface Result {}

  /// A new key, whole, and what is kept of it.
  record Minted(ApiKey key, StoredKey stored) implements Result {}

  /// None: the owner has as many as anybody may.
  record TooMany(int most) implements Result {
    Reply.Refused refusal() {
      return Reply.conflict(
              "keys: "
                  + most
                  + " that are neither revoked nor expired (expected: fewer, so that there is room"
                  + " for another; revoke one)")
          .with("code", "too_many_keys");
    }
  }

  /// Makes one for its owner, with the owner's groups of now.
  Result mint(Order order) {
    ApiKey key = ApiKey.generate(random);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    StoredKey stored = stored(order, now);
    int allowed = most.allowed(stored.tenant());
    if (!keys.insert(stored, key.hash(), allowed)) {
      return new TooMany(allowed);
    }
    // Whoever asks may show a session or a token that is older than what is known by now.
    if (stored.team() == null
        && snapshots.of(stored.tenant()).overall().onGroupChange() != OnGroupChange.KEEP) {
      memberships.compare(stored.tenant(), stored.user(), now);
    }
    return new Minted(key, stored);
  }

  private StoredKey stored(Order order, Instant now) {
    String name = order.name();
    return new StoredKey(
        RandomId.next(random),
        order.owner().tenant(),
        order.owner().user(),
        name == null ? "ephemeral-" + nanos(now) : name,
        order.description(),
        order.subscription().id(),
        order.owner().groups(),
        order.labels(),
        order.ephemeral(),
        StoredKey.Status.ACTIVE,
        now,
        now.plus(order.lifetime()),
        null,
        order.limits(),
        order.scope(),
        order.team(),
        null);
  }

  /// A new secret for a key that is there.
  ApiKey secret() {
    return ApiKey.generate(random);
  }

  private static long nanos(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }
}
