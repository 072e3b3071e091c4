package io.maas.testkit.access;

import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.StoredKey;
import io.maas.domain.access.StoredKey.Status;
import io.maas.domain.notice.Notice;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Keys in memory. One lock, no surprises.
public final class InMemoryApiKeys implements ApiKeys {

  private final Map<Place, StoredKey> byHash = new LinkedHashMap<>();
  private final Map<String, Place> oldPlaces = new HashMap<>();
  private final Consumer<Notice> announce;

  /// Nobody hears of revocations.
  public InMemoryApiKeys() {
    this(_ -> {});
  }

  /// @param announce hears of every revocation
  public InMemoryApiKeys(Consumer<Notice> announce) {
    this.announce = announce;
  }

  private record Place(String tenant, CredentialHash hash) {}

  @Override
  public synchronized boolean insert(StoredKey key, CredentialHash hash, int most) {
    long live =
        byHash.values().stream()
            .filter(other ->
                other.tenant().equals(key.tenant())
                    && other.user().equals(key.user())
                    && other.isLive(key.createdAt()))
            .count();
    if (live >= most) {
      return false;
    }
    if (byHash.putIfAbsent(new Place(key.tenant(), hash), key) != null) {
      throw new IllegalStateException("hash: of another key (expected: one of its own)");
    }
    return true;
  }

  @Override
  public synchronized Optional<StoredKey> find(String tenant, String id) {
    return byHash.values().stream()
        .filter(key -> key.tenant().equals(tenant) && key.id().equals(id))
        .findFirst();
  }

  /// Finds a key of the tenant by its secret of now, or, as that shows it, by the one before.
  synchronized Optional<StoredKey> shownBy(String tenant, CredentialHash hash) {
    return find(tenant, hash)
        .or(() ->
            byHash.values().stream()
                .filter(key -> new Place(tenant, hash).equals(oldPlaces.get(key.id())))
                .findFirst()
                .map(StoredKey::underOldSecret));
  }

  /// Finds a key of the tenant by what is stored of its text.
  @Override
  public synchronized Optional<StoredKey> find(String tenant, CredentialHash hash) {
    return Optional.ofNullable(byHash.get(new Place(tenant, hash)));
  }

  /// Every key, oldest first.
  public synchronized List<StoredKey> all() {
    return List.copyOf(byHash.values());
  }

  @Override
  public synchronized Page search(String tenant, Search search, Instant now) {
    List<StoredKey> found =
        byHash.values().stream()
            .filter(key -> key.tenant().equals(tenant) && matches(key, search, now))
            .sorted(order(search))
            .skip(search.offset())
            .toList();
    return new Page(found.stream().limit(search.limit()).toList(), found.size() > search.limit());
  }

  @Override
  public synchronized Optional<StoredKey> rotate(
      String tenant, String id, CredentialHash next, Instant oldUntil, Instant now) {
    return live(tenant, id, now)
        .map(key -> {
          boolean goesOn = oldUntil.isAfter(now);
          Place before = placeOf(key);
          byHash.remove(before);
          oldPlaces.remove(id);
          if (goesOn) {
            oldPlaces.put(id, before);
          }
          StoredKey rotated = key.rotated(goesOn ? oldUntil : null);
          byHash.put(new Place(tenant, next), rotated);
          announce.accept(goesOn ? new Notice.KeyChanged(id) : new Notice.KeyRevoked(id));
          return rotated;
        });
  }

  private Place placeOf(StoredKey key) {
    return byHash.entrySet().stream()
        .filter(entry -> entry.getValue().id().equals(key.id()))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  @Override
  public synchronized Optional<StoredKey> pause(String tenant, String id, Instant now) {
    return live(tenant, id, now).map(key -> ended(key.with(Status.PAUSED)));
  }

  @Override
  public synchronized Optional<StoredKey> resume(String tenant, String id, Instant now) {
    return live(tenant, id, now).map(key -> changed(key.with(Status.ACTIVE)));
  }

  @Override
  public synchronized Optional<StoredKey> change(
      String tenant, String id, UnaryOperator<StoredKey> change, Instant now) {
    return live(tenant, id, now)
        .map(key -> {
          StoredKey to = change.apply(key);
          return changed(
              key.called(to.name(), to.description(), to.labels())
                  .until(to.expiresAt())
                  .limitedBy(to.limits())
                  .within(to.scope()));
        });
  }

  /// Announces that a user's own keys are refused, or no longer.
  synchronized void turn(String tenant, String user, boolean off) {
    byHash.values().stream()
        .filter(key ->
            key.tenant().equals(tenant)
                && key.user().equals(user)
                && key.team() == null
                && key.status() == Status.ACTIVE)
        .map(key -> off ? new Notice.KeyRevoked(key.id()) : new Notice.KeyChanged(key.id()))
        .forEach(announce);
  }

  /// Gives a live key other groups.
  synchronized void regroup(String tenant, String id, List<String> groups, Instant now) {
    live(tenant, id, now).ifPresent(key -> changed(key.in(groups)));
  }

  @Override
  public synchronized Optional<StoredKey> revoke(String tenant, String id, Instant now) {
    return live(tenant, id, now).map(key -> ended(key.with(Status.REVOKED)));
  }

  private Optional<StoredKey> live(String tenant, String id, Instant now) {
    return find(tenant, id).filter(key -> key.isLive(now));
  }

  @Override
  public synchronized int revokeAll(
      String tenant,
      @Nullable String user,
      @Nullable String subscription,
      boolean dryRun,
      Instant now) {
    List<StoredKey> hit =
        byHash.values().stream()
            .filter(key -> key.tenant().equals(tenant))
            .filter(key -> user == null || key.user().equals(user))
            .filter(key -> subscription == null || key.subscription().equals(subscription))
            .filter(key -> key.isLive(now))
            .toList();
    if (!dryRun) {
      hit.forEach(key -> ended(key.with(Status.REVOKED)));
    }
    return hit.size();
  }

  @Override
  public synchronized int deleteEphemeralExpiredBefore(Instant then) {
    Collection<StoredKey> keys = byHash.values();
    int before = keys.size();
    keys.removeIf(key -> key.ephemeral() && key.expiresAt().isBefore(then));
    return before - keys.size();
  }

  @Override
  public synchronized void touch(Map<String, Instant> lastUsed) {
    byHash.replaceAll((_, key) -> {
      Instant seen = lastUsed.get(key.id());
      Instant known = key.lastUsedAt();
      return seen == null || (known != null && known.isAfter(seen)) ? key : key.usedAt(seen);
    });
  }

  private void replace(StoredKey key) {
    byHash.replaceAll((_, other) -> other.id().equals(key.id()) ? key : other);
  }

  private StoredKey changed(StoredKey key) {
    replace(key);
    announce.accept(new Notice.KeyChanged(key.id()));
    return key;
  }

  private StoredKey ended(StoredKey key) {
    replace(key);
    announce.accept(new Notice.KeyRevoked(key.id()));
    return key;
  }

  private static boolean matches(StoredKey key, Search search, Instant now) {
    return (search.user() == null || key.user().equals(search.user()))
        && (search.statuses().isEmpty() || search.statuses().contains(key.effectiveStatus(now)))
        && (search.includeEphemeral() || !key.ephemeral())
        && (search.subscription() == null || key.subscription().equals(search.subscription()))
        && key.labels().entrySet().containsAll(search.labels().entrySet())
        && search.filter().takes(key);
  }

  private static Comparator<StoredKey> order(Search search) {
    Comparator<StoredKey> order =
        switch (search.sort()) {
          case CREATED_AT -> by(StoredKey::createdAt, search.descending());
          case EXPIRES_AT -> by(StoredKey::expiresAt, search.descending());
          case LAST_USED_AT -> by(StoredKey::lastUsedAt, search.descending());
          case NAME -> by(StoredKey::name, search.descending());
        };
    return order.thenComparing(by(StoredKey::id, search.descending()));
  }

  private static <T extends Comparable<? super T>> Comparator<StoredKey> by(
      Function<StoredKey, @Nullable T> value, boolean descending) {
    Comparator<T> order = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
    return (a, b) -> {
      T left = value.apply(a);
      T right = value.apply(b);
      if (left == null || right == null) {
        return Boolean.compare(left == null, right == null);
      }
      return order.compare(left, right);
    };
  }
}
