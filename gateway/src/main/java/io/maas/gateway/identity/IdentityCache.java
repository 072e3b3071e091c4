package io.maas.gateway.identity;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.maas.domain.access.Credential;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.Identities;
import io.maas.domain.access.Identity;
import io.maas.domain.access.Principal;
import io.maas.domain.notice.Notice;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Remembers who shows which credential to which tenant, by the credential's whole hash.
///
/// A miss is one look-up however many ask for it at once, and only so many look-ups run at a time.
/// A key is remembered until a notice says otherwise: so it works on while the store is away. But a
/// gateway that has heard nothing for `maxStaleness` knows nobody any more. A token that says
/// itself when it ends is remembered until then, but for five minutes at most, so that keys and
/// settings of its issuer that are gone are noticed; any other is asked for again after a minute,
/// and an unknown credential after a second, so that a new key works at once.
///
/// When notices may have been missed everybody is [Doubted]: the store is asked again at the next
/// use, which waits for it, but not long. If it does not answer then who was known is served, until
/// `maxStaleness` after notices were last heard for sure: a revocation that was missed is no longer
/// in vain than one that could not be heard. If it answers that a key is good no longer, the
/// revocation that was missed is told then.
public final class IdentityCache {

  private static final int MOST_LOOKUPS = 256;
  private static final Duration PATIENCE = Duration.ofMillis(250);
  private static final Identity NOBODY = new Identity.Unknown();

  private final Identities identities;
  private final InstantSource clock;
  private final LongSupplier ticker;
  private final Duration maxStaleness;
  private final Duration patience;
  private final AsyncCache<Shown, Remembered> cache;
  private final Semaphore lookups = new Semaphore(MOST_LOOKUPS);
  private volatile Consumer<Notice> missed = _ -> {};
  private volatile long heardAt;
  private volatile long doubtsUntil;

  /// @param entries the most credentials to remember
  /// @param maxStaleness how long it serves without hearing that notices can arrive
  public IdentityCache(
      Identities identities,
      InstantSource clock,
      LongSupplier ticker,
      long entries,
      Duration maxStaleness) {
    this(identities, clock, ticker, entries, maxStaleness, PATIENCE);
  }

  /// @param patience how long somebody who is doubted waits for the store
  IdentityCache(
      Identities identities,
      InstantSource clock,
      LongSupplier ticker,
      long entries,
      Duration maxStaleness,
      Duration patience) {
    this.identities = identities;
    this.clock = clock;
    this.ticker = ticker;
    this.maxStaleness = maxStaleness;
    this.patience = patience;
    this.heardAt = ticker.getAsLong();
    this.doubtsUntil = heardAt;
    Ticker nanos = ticker::getAsLong;
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(entries)
            .ticker(nanos)
            .executor(Runnable::run)
            .expireAfter(new Lifetimes(clock))
            .buildAsync();
  }

  /// A credential, and whom it was shown to: what one tenant knows of it is nothing to another.
  private record Shown(String tenant, CredentialHash hash) {}

  /// Finds who shows the credential to the tenant. Done already if it is remembered; fails if
  /// nobody can tell.
  public CompletableFuture<Identity> identify(String tenant, Credential credential) {
    return isCutOff()
        ? CompletableFuture.failedFuture(
            new IllegalStateException("no notices for more than " + maxStaleness))
        : find(credential, shown(tenant, credential)).thenApply(this::unexpired);
  }

  /// Asks the store about somebody who is being served, if notices of them may have been missed and
  /// it was not asked since; to be called again and again. What comes of it is told to who
  /// [listens][#tellMissed].
  public void reassure(String tenant, Credential credential) {
    if (doubtsUntil - ticker.getAsLong() > 0) {
      Shown shown = shown(tenant, credential);
      CompletableFuture<Remembered> found = cache.getIfPresent(shown);
      if (found != null && remembered(found) instanceof Doubted doubted) {
        var _ = askAgain(credential, shown, found, doubted);
      }
    }
  }

  /// Tells this listener of revocations that were found out late, since their notices were missed.
  public void tellMissed(Consumer<Notice> listener) {
    missed = listener;
  }

  /// Notes that notices can arrive now.
  public void hear() {
    heardAt = ticker.getAsLong();
  }

  /// Whether nothing was heard for so long that nobody is known any more.
  public boolean isCutOff() {
    return ticker.getAsLong() - heardAt > maxStaleness.toNanos();
  }

  /// Forgets what a notice makes stale, or doubts it.
  public void take(Notice notice) {
    switch (notice) {
      case Notice.KeyRevoked(String keyId) ->
          forget(p -> p.key() != null && p.key().keyId().equals(keyId));
      case Notice.UserChanged(String of, String user) ->
          forget(p -> p.key() == null && p.tenant().equals(of) && p.user().equals(user));
      case Notice.Resynchronised _ -> doubtAll(heardAt + maxStaleness.toNanos());
      case Notice.ResourcesChanged _, Notice.EpochChanged _ -> {} // no credential depends on them
    }
  }

  /// How many credentials are remembered.
  public long size() {
    return cache.synchronous().estimatedSize();
  }

  private CompletableFuture<Identity> find(Credential credential, Shown shown) {
    CompletableFuture<Remembered> found =
        cache.get(shown, (_, _) -> lookUp(credential, shown).thenApply(Remembered.Sure::new));
    return switch (remembered(found)) {
      case null ->
          // A notice that came while we looked has thrown the look-up out: what it saw may be
          // stale.
          found.thenCompose(answer ->
              isRemembered(shown, found)
                  ? CompletableFuture.completedFuture(answer.identity())
                  : lookUp(credential, shown));
      case Remembered.Sure(Identity identity) -> CompletableFuture.completedFuture(identity);
      case Doubted doubted ->
          askAgain(credential, shown, found, doubted)
              .thenCompose(served ->
                  isRemembered(shown, found)
                      ? CompletableFuture.completedFuture(served)
                      : find(credential, shown));
    };
  }

  /// Null while it is being looked up.
  private static @Nullable Remembered remembered(CompletableFuture<Remembered> found) {
    return found.isDone() && !found.isCompletedExceptionally() ? found.join() : null;
  }

  private CompletableFuture<Identity> askAgain(
      Credential credential, Shown shown, CompletableFuture<Remembered> found, Doubted doubted) {
    return doubted.ask(
        ticker.getAsLong(),
        patience,
        () ->
            lookUp(credential, shown)
                .thenApply(answer -> {
                  believe(shown, found, doubted.identity(), answer);
                  return answer;
                }));
  }

  /// Replaces what was doubted, unless a notice that came meanwhile has: what we saw may be stale.
  private void believe(
      Shown shown, CompletableFuture<Remembered> found, Identity.Known before, Identity answer) {
    cache
        .asMap()
        .replace(shown, found, CompletableFuture.completedFuture(new Remembered.Sure(answer)));
    Principal.KeyBinding key = before.principal().key();
    // A token, or a key that came to its end, ends no stream: only a revocation does.
    if (answer instanceof Identity.Unknown && key != null && !isExpired(before)) {
      missed.accept(new Notice.KeyRevoked(key.keyId()));
    }
  }

  private static Shown shown(String tenant, Credential credential) {
    return new Shown(
        tenant,
        switch (credential) {
          case Credential.Key(var key) -> key.hash();
          case Credential.Token(String text) -> CredentialHash.of(text);
        });
  }

  private CompletableFuture<Identity> lookUp(Credential credential, Shown shown) {
    if (!lookups.tryAcquire()) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("look-ups: more than " + MOST_LOOKUPS + " at once"));
    }
    return (switch (credential) {
          case Credential.Key _ -> identities.ofKey(shown.tenant(), shown.hash());
          case Credential.Token token -> identities.ofToken(shown.tenant(), token);
        })
        .toCompletableFuture()
        .whenComplete((_, _) -> lookups.release());
  }

  @SuppressWarnings("ReferenceEquality") // this very look-up, not one that found the same
  private boolean isRemembered(Shown shown, CompletableFuture<Remembered> found) {
    return found == cache.getIfPresent(shown);
  }

  private Identity unexpired(Identity identity) {
    return isExpired(identity) ? NOBODY : identity;
  }

  private boolean isExpired(Identity identity) {
    return identity instanceof Identity.Known(Principal principal, Instant until)
        && (isOver(until) || (principal.key() != null && isOver(principal.key().expiresAt())));
  }

  private boolean isOver(@Nullable Instant end) {
    return end != null && !end.isAfter(clock.instant());
  }

  private void forget(Predicate<Principal> stale) {
    cache.asMap().values().removeIf(found -> !found.isDone() || isStale(found, stale));
  }

  private static boolean isStale(CompletableFuture<Remembered> found, Predicate<Principal> stale) {
    Remembered remembered = remembered(found);
    return remembered != null
        && remembered.identity() instanceof Identity.Known(Principal principal, _)
        && stale.test(principal);
  }

  private void doubtAll(long until) {
    doubtsUntil = until;
    cache
        .asMap()
        .keySet()
        .forEach(shown -> cache.asMap().computeIfPresent(shown, (_, found) -> doubt(found, until)));
  }

  /// Null for strangers, and for what is being looked up: it may have been seen before what was
  /// missed. So may what is being asked about who was doubted already, who is doubted anew.
  private static @Nullable CompletableFuture<Remembered> doubt(
      CompletableFuture<Remembered> found, long until) {
    Remembered remembered = remembered(found);
    return remembered != null && remembered.identity() instanceof Identity.Known known
        ? CompletableFuture.completedFuture(new Doubted(known, until))
        : null;
  }
}
