package io.maas.control.key;

import io.maas.control.api.Shape;
import io.maas.control.subscription.LimitView;
import io.maas.control.subscription.SubscriptionName;
import io.maas.domain.access.ApiKey;
import io.maas.domain.access.IpRange;
import io.maas.domain.access.StoredKey;
import io.maas.domain.catalog.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A key as its owner reads it later: never the key, its hash or its prefix.
@Shape(name = "ApiKey")
record KeyView(
    String id,
    String name,
    @Nullable String description,
    String username,
    String subscription,
    String tenant,
    @Shape(format = "date-time") String creationDate,
    @Shape(format = "date-time") String expirationDate,
    @Shape(values = {"active", "paused", "revoked", "expired"}) String status,
    @Shape(format = "date-time") @Nullable String lastUsedAt,
    boolean ephemeral,
    @Nullable Map<String, String> labels,
    @Nullable List<LimitView> limits,
    @Nullable String enforcement,
    @Nullable Owner owner,
    @Nullable List<String> allowedModels,
    @Nullable List<String> allowedAddresses,
    @Shape(format = "date-time") @Nullable String oldSecretExpiresAt) {

  /// Whose it is, where that is no user.
  @Shape(name = "KeyOwner")
  record Owner(String team) {}

  static KeyView of(StoredKey key, Snapshot snapshot, Instant now) {
    Instant lastUsed = key.lastUsedAt();
    return new KeyView(
        key.id(),
        key.name(),
        key.description(),
        key.user(),
        SubscriptionName.shown(snapshot, key.subscription()),
        key.tenant(),
        key.createdAt().toString(),
        key.expiresAt().toString(),
        key.effectiveStatus(now).name().toLowerCase(Locale.ROOT),
        lastUsed == null ? null : lastUsed.toString(),
        key.ephemeral(),
        key.labels().isEmpty() ? null : key.labels(),
        limits(key),
        enforcement(key),
        owner(key),
        models(key),
        addresses(key),
        oldSecret(key, now));
  }

  private static @Nullable Owner owner(StoredKey key) {
    String team = key.team();
    return team == null ? null : new Owner(team);
  }

  private static @Nullable List<String> models(StoredKey key) {
    List<String> models = key.scope().models();
    return models.isEmpty() ? null : models;
  }

  private static @Nullable List<String> addresses(StoredKey key) {
    List<IpRange> from = key.scope().from();
    return from.isEmpty() ? null : from.stream().map(IpRange::toString).toList();
  }

  /// Null once it has ended.
  private static @Nullable String oldSecret(StoredKey key, Instant now) {
    Instant until = key.oldSecretUntil();
    return until == null || !until.isAfter(now) ? null : until.toString();
  }

  private static @Nullable List<LimitView> limits(StoredKey key) {
    return key.limits().isEmpty() ? null : key.limits().stream().map(LimitView::of).toList();
  }

  /// One for all of them, as it was asked for.
  private static @Nullable String enforcement(StoredKey key) {
    return key.limits().isEmpty() ? null : LimitView.of(key.limits().getFirst()).enforcement();
  }

  /// What is shown once, when the key is new.
  @Shape(name = "NewApiKey", says = "A key, shown this once.")
  record New(
      String key,
      String keyPrefix,
      String id,
      String name,
      String subscription,
      @Shape(format = "date-time") String createdAt,
      @Shape(format = "date-time") String expiresAt,
      boolean ephemeral,
      @Nullable Map<String, String> labels,
      @Nullable List<LimitView> limits,
      @Nullable String enforcement,
      @Nullable Owner owner,
      @Nullable List<String> allowedModels,
      @Nullable List<String> allowedAddresses) {

    static New of(KeyMint.Minted minted, Snapshot snapshot) {
      StoredKey stored = minted.stored();
      return new New(
          minted.key().reveal(),
          minted.key().shown(),
          stored.id(),
          stored.name(),
          SubscriptionName.shown(snapshot, stored.subscription()),
          stored.createdAt().toString(),
          stored.expiresAt().toString(),
          stored.ephemeral(),
          stored.labels().isEmpty() ? null : stored.labels(),
          KeyView.limits(stored),
          KeyView.enforcement(stored),
          KeyView.owner(stored),
          KeyView.models(stored),
          KeyView.addresses(stored));
    }
  }

  /// What is shown once, when the key has a new secret.
  ///
  /// @param oldSecretExpiresAt until when the one before is good; null if it is good no longer
  @Shape(name = "RotatedApiKey", says = "A key with its new secret, shown this once.")
  record Rotated(
      String key,
      String keyPrefix,
      String id,
      String name,
      @Shape(format = "date-time") String expiresAt,
      @Shape(format = "date-time") @Nullable String oldSecretExpiresAt) {

    static Rotated of(ApiKey key, StoredKey stored, Instant now) {
      return new Rotated(
          key.reveal(),
          key.shown(),
          stored.id(),
          stored.name(),
          stored.expiresAt().toString(),
          oldSecret(stored, now));
    }
  }
}
