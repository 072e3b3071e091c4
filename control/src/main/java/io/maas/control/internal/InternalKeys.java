package io.maas.control.internal;

import io.maas.control.api.Shape;
import io.maas.control.call.Call;
import io.maas.control.call.Fields;
import io.maas.control.call.Reply;
import io.maas.domain.access.ApiKey;
import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.StoredKey;
import io.maas.domain.catalog.Snapshots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keys, as the cluster's own parts ask about them.
public final class InternalKeys {

  private static final Duration KEPT_AFTER_EXPIRY = Duration.ofMinutes(30);

  private final Snapshots snapshots;
  private final ApiKeys keys;
  private final InstantSource clock;

  public InternalKeys(Snapshots snapshots, ApiKeys keys, InstantSource clock) {
    this.snapshots = snapshots;
    this.keys = keys;
    this.clock = clock;
  }

  /// `POST /internal/v1/api-keys/validate`: whose a key is; 200 also for a bad one, with why.
  public Reply validate(Call call) {
    Fields body = Fields.of(call.body());
    String text = body.text("key");
    if (!body.sound()) {
      return body.refusal();
    }
    if (text == null) {
      return Reply.badRequest("key is required");
    }
    String tenant = call.tenant();
    return Reply.ok(
        ApiKey.parse(text)
            .map(key ->
                keys.find(tenant, key.hash())
                    .map(stored -> validated(stored, clock.instant()))
                    .orElseGet(() -> Validated.bad(tenant, "key not found")))
            .orElseGet(() -> Validated.bad(tenant, "invalid key format")));
  }

  private static Validated validated(StoredKey key, Instant now) {
    if (key.effectiveStatus(now) != StoredKey.Status.ACTIVE) {
      return Validated.bad(key.tenant(), "key revoked or expired");
    }
    return key.subscription().isEmpty()
        ? Validated.bad(key.tenant(), "key has no subscription bound")
        : Validated.good(key);
  }

  /// `POST /internal/v1/api-keys/cleanup`: what the job of that name does by itself.
  public Reply cleanup(Call call) {
    int deleted = keys.deleteEphemeralExpiredBefore(clock.instant().minus(KEPT_AFTER_EXPIRY));
    return Reply.ok(
        new Cleaned(deleted, "Successfully deleted " + deleted + " expired ephemeral key(s)"));
  }

  /// `DELETE /internal/v1/tenants/{tenant}/api-keys`: what is left of a tenant that goes.
  public Reply revokeTenant(Call call) {
    String named = call.part("tenant");
    if (snapshots.tenants().find(named).isEmpty()) {
      return Reply.badRequest("tenant: " + named + " (expected: one that there is)");
    }
    int revoked = keys.revokeAll(named, null, null, false, clock.instant());
    return Reply.ok(
        new Revoked(
            revoked, "Successfully revoked " + revoked + " active API key(s) for tenant " + named));
  }

  /// @param userId the key's id, as the reference has it
  @Shape(name = "KeyValidation")
  record Validated(
      boolean valid,
      @Nullable String userId,
      @Nullable String username,
      @Nullable String keyId,
      @Nullable String keyName,
      @Nullable List<String> groups,
      @Nullable String subscription,
      String tenant,
      @Nullable String reason) {

    static Validated good(StoredKey key) {
      return new Validated(
          true,
          key.id(),
          key.user(),
          key.id(),
          key.name(),
          key.groups(),
          key.subscription(),
          key.tenant(),
          null);
    }

    static Validated bad(String tenant, String reason) {
      return new Validated(false, null, null, null, null, null, null, tenant, reason);
    }
  }

  @Shape(name = "KeyCleanup")
  record Cleaned(int deletedCount, String message) {}

  @Shape(name = "TenantRevocation")
  record Revoked(int revokedCount, String message) {}
}
