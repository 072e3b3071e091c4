package io.maas.domain.access;

import io.maas.domain.metering.Limit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A key as the store keeps it, without anything that would open a door.
///
/// @param id UUID
/// @param tenant the tenant
/// @param user its owner
/// @param name the owner's name for it
/// @param description more of the owner's words
/// @param subscription what it is bound to, as it was named at the mint
/// @param groups the owner's groups at the mint
/// @param labels the owner's labels
/// @param ephemeral whether it is deleted soon after it expires
/// @param status what the row says; see [#effectiveStatus]
/// @param createdAt when it was minted
/// @param expiresAt from then on it is refused
/// @param lastUsedAt when it was last seen, about a minute exact
/// @param limits its own, below those of its subscription; each is one that [Limit#ofKey] makes
public record StoredKey(
    String id,
    String tenant,
    String user,
    String name,
    @Nullable String description,
    String subscription,
    List<String> groups,
    Map<String, String> labels,
    boolean ephemeral,
    Status status,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant lastUsedAt,
    List<Limit> limits) {

  public StoredKey {
    limits = List.copyOf(limits);
  }

  /// A key without limits of its own.
  public StoredKey(
      String id,
      String tenant,
      String user,
      String name,
      @Nullable String description,
      String subscription,
      List<String> groups,
      Map<String, String> labels,
      boolean ephemeral,
      Status status,
      Instant createdAt,
      Instant expiresAt,
      @Nullable Instant lastUsedAt) {
    this(
        id,
        tenant,
        user,
        name,
        description,
        subscription,
        groups,
        labels,
        ephemeral,
        status,
        createdAt,
        expiresAt,
        lastUsedAt,
        List.of());
  }

  /// One way only: active, then revoked or expired.
  public enum Status {
    ACTIVE,
    REVOKED,
    EXPIRED
  }

  /// The status that a reader sees: an active row past its expiry is expired.
  public Status effectiveStatus(Instant now) {
    return status == Status.ACTIVE && !expiresAt.isAfter(now) ? Status.EXPIRED : status;
  }
}
