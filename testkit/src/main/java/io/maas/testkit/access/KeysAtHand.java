package io.maas.testkit.access;

import io.maas.domain.access.StoredKey;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Measure;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Keys for tests: each differs from the plainest one by what its test is about.
public final class KeysAtHand {

  static final String TENANT = "acme";
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  static final Instant TOMORROW = Instant.parse("2026-03-02T12:00:00Z");

  private static final Duration HOUR = Duration.ofHours(1);

  private KeysAtHand() {}

  static StoredKey key(String user, String name) {
    return key(UUID.randomUUID().toString(), user, name);
  }

  /// A key of tenant `acme`, made at noon on 1 March 2026 and good for a day.
  public static StoredKey key(String id, String user, String name) {
    return new StoredKey(
        id,
        TENANT,
        user,
        name,
        null,
        "llm/free",
        List.of("team-a", "team-b"),
        Map.of(),
        false,
        StoredKey.Status.ACTIVE,
        NOW,
        TOMORROW,
        null);
  }

  static StoredKey ofTenant(StoredKey key, String tenant) {
    return new StoredKey(
        key.id(),
        tenant,
        key.user(),
        key.name(),
        key.description(),
        key.subscription(),
        key.groups(),
        key.labels(),
        key.ephemeral(),
        key.status(),
        key.createdAt(),
        key.expiresAt(),
        key.lastUsedAt());
  }

  static StoredKey boundTo(StoredKey key, String subscription) {
    return new StoredKey(
        key.id(),
        key.tenant(),
        key.user(),
        key.name(),
        key.description(),
        subscription,
        key.groups(),
        key.labels(),
        key.ephemeral(),
        key.status(),
        key.createdAt(),
        key.expiresAt(),
        key.lastUsedAt());
  }

  static StoredKey labelled(StoredKey key, String description, Map<String, String> labels) {
    return new StoredKey(
        key.id(),
        key.tenant(),
        key.user(),
        key.name(),
        description,
        key.subscription(),
        key.groups(),
        labels,
        key.ephemeral(),
        key.status(),
        key.createdAt(),
        key.expiresAt(),
        key.lastUsedAt());
  }

  /// Limits of every kind that a store has to give back as it got them.
  static StoredKey limited(StoredKey key) {
    Window day = Window.parse("day@Europe/Berlin").orElseThrow();
    Measure weighted = Measure.weighted(1000, 100, 5000);
    Measure requests = Measure.of(Unit.CONCURRENT_REQUESTS);
    return new StoredKey(
        key.id(),
        key.tenant(),
        key.user(),
        key.name(),
        key.description(),
        key.subscription(),
        key.groups(),
        key.labels(),
        key.ephemeral(),
        key.status(),
        key.createdAt(),
        key.expiresAt(),
        key.lastUsedAt(),
        List.of(
            Limit.ofKey(Measure.of(Unit.TOTAL_TOKENS), 5, day, Enforcement.SETTLE),
            Limit.ofKey(weighted, Limit.LARGEST, Window.rolling(HOUR), Enforcement.STRICT),
            Limit.ofKey(Measure.UNPRICED, 25_000_000_000L, day, Enforcement.SETTLE),
            Limit.ofKey(requests, 2, Window.WHILE_RUNNING, Enforcement.STRICT)));
  }

  static StoredKey ephemeral(StoredKey key, Instant expiresAt) {
    return new StoredKey(
        key.id(),
        key.tenant(),
        key.user(),
        key.name(),
        key.description(),
        key.subscription(),
        key.groups(),
        key.labels(),
        true,
        key.status(),
        key.createdAt(),
        expiresAt,
        key.lastUsedAt());
  }

  static StoredKey expiring(StoredKey key, Instant expiresAt) {
    return new StoredKey(
        key.id(),
        key.tenant(),
        key.user(),
        key.name(),
        key.description(),
        key.subscription(),
        key.groups(),
        key.labels(),
        key.ephemeral(),
        key.status(),
        key.createdAt(),
        expiresAt,
        key.lastUsedAt());
  }
}
