package io.maas.gateway.identity;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.maas.domain.access.Credential;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.Identities;
import io.maas.domain.access.Identity;
import io.maas.domain.access.Principal;
import io.maas.domain.notice.Notice;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Remembers who shows which credential, by the credential's whole hash, within one tenant.
///
/// A miss is one look-up however many ask for it at once, and only so many look-ups run at a time.
/// A key is remembered until a notice says otherwise: so it works on while the store is away. But a
/// gateway that has heard nothing for `maxStaleness` knows nobody any more. A token, whose end is
/// its issuer's business, is asked for again after a minute; an unknown credential after a second,
/// so that a new key works at once.
public final class IdentityCache {

  private static final Duration UNKNOWN_FOR = Duration.ofSeconds(1);
  private static final Duration TOKEN_FOR = Duration.ofMinutes(1);
  private static final Duration KEY_FOR = Duration.ofDays(366);
  private static final int MOST_LOOKUPS = 256;
  private static final CompletableFuture<Identity> NOBODY =
      CompletableFuture.completedFuture(new Identity.Unknown());

  private final String tenant;
  private final Identities identities;
  private final InstantSource clock;
  private final LongSupplier ticker;
  private final Duration maxStaleness;
  private final AsyncCache<CredentialHash, Identity> cache;
  private volatile long heardAt;
  private final Semaphore lookups = new Semaphore(MOST_LOOKUPS);

  /// @param entries the most credentials to remember
  /// @param maxStaleness how long it serves without hearing that notices can arrive
  public IdentityCache(
      String tenant,
      Identities identities,
      InstantSource clock,
      LongSupplier ticker,
      long entries,
      Duration maxStaleness) {
    this.tenant = tenant;
    this.identities = identities;
    this.clock = clock;
    this.ticker = ticker;
    this.maxStaleness = maxStaleness;
    this.heardAt = ticker.getAsLong();
    Ticker nanos = ticker::getAsLong;
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(entries)
            .ticker(nanos)
            .executor(Runnable::run)
            .expireAfter(
                Expiry.<CredentialHash, Identity>writing((_, identity) ->
                    switch (identity) {
                      case Identity.Known(Principal p) -> p.key() == null ? TOKEN_FOR : KEY_FOR;
                      case Identity.Unknown _ -> UNKNOWN_FOR;
                    }))
            .buildAsync();
  }

  /// Finds who shows the credential. Done already if it is remembered; fails if nobody can tell.
  public CompletableFuture<Identity> identify(Credential credential) {
    if (isCutOff()) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("no notices for more than " + maxStaleness));
    }
    return switch (credential) {
      case Credential.Key(var key) ->
          find(key.hash(), () -> identities.ofKey(tenant, key.hash()).toCompletableFuture());
      case Credential.Token token ->
          find(
              CredentialHash.of(token.text()),
              () -> identities.ofToken(tenant, token).toCompletableFuture());
    };
  }

  /// Notes that notices can arrive now.
  public void hear() {
    heardAt = ticker.getAsLong();
  }

  /// Whether nothing was heard for so long that nobody is known any more.
  public boolean isCutOff() {
    return ticker.getAsLong() - heardAt > maxStaleness.toNanos();
  }

  /// Forgets what a notice makes stale.
  public void take(Notice notice) {
    switch (notice) {
      case Notice.KeyRevoked(String keyId) ->
          forget(p -> p.key() != null && p.key().keyId().equals(keyId));
      case Notice.UserChanged(String of, String user) ->
          forget(p -> p.key() == null && p.tenant().equals(of) && p.user().equals(user));
      case Notice.Resynchronised _ -> forget(_ -> true);
      case Notice.ResourcesChanged _, Notice.EpochChanged _ -> {} // no credential depends on them
    }
  }

  /// How many credentials are remembered.
  public long size() {
    return cache.synchronous().estimatedSize();
  }

  private CompletableFuture<Identity> find(
      CredentialHash hash, Supplier<CompletableFuture<Identity>> lookup) {
    CompletableFuture<Identity> found = cache.get(hash, (_, _) -> bounded(lookup));
    if (found.isDone()) {
      return unexpired(found);
    }
    // A notice that came while we looked has thrown the look-up out: what it saw may be stale.
    return found.thenCompose(_ -> unexpired(isRemembered(hash, found) ? found : bounded(lookup)));
  }

  private CompletableFuture<Identity> bounded(Supplier<CompletableFuture<Identity>> lookup) {
    if (!lookups.tryAcquire()) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("look-ups: more than " + MOST_LOOKUPS + " at once"));
    }
    return lookup.get().whenComplete((_, _) -> lookups.release());
  }

  @SuppressWarnings("ReferenceEquality") // this very look-up, not one that found the same
  private boolean isRemembered(CredentialHash hash, CompletableFuture<Identity> found) {
    return found == cache.getIfPresent(hash);
  }

  private CompletableFuture<Identity> unexpired(CompletableFuture<Identity> found) {
    if (!found.isDone()) {
      return found.thenCompose(_ -> unexpired(found));
    }
    return !found.isCompletedExceptionally() && isExpired(found.join()) ? NOBODY : found;
  }

  private boolean isExpired(Identity identity) {
    return identity instanceof Identity.Known(Principal principal)
        && principal.key() != null
        && !principal.key().expiresAt().isAfter(clock.instant());
  }

  private void forget(Predicate<Principal> stale) {
    cache.asMap().values().removeIf(found -> !found.isDone() || isStale(found, stale));
  }

  private static boolean isStale(CompletableFuture<Identity> found, Predicate<Principal> stale) {
    return !found.isCompletedExceptionally()
        && found.join() instanceof Identity.Known(Principal principal)
        && stale.test(principal);
  }
}
