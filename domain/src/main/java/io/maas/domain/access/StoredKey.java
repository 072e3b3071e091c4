package io.maas.domain.access;

import io.maas.domain.metering.Limit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A key as the store keeps it, without anything that would open a door.
///
/// @param id UUID
/// @param tenant the tenant
/// @param user its owner
/// @param name the owner's name for it
/// @param description more of the owner's words
/// @param subscription what it is bound to, as it was named at the mint
/// @param groups the owner's groups at the mint, or by now, as the tenant wants it
/// @param labels the owner's labels
/// @param ephemeral whether it is deleted soon after it expires
/// @param status what the row says; see [#effectiveStatus]
/// @param createdAt when it was minted
/// @param expiresAt from then on it is refused
/// @param lastUsedAt when it was last seen, about a minute exact
/// @param limits its own, below those of its subscription; each is one that [Limit#ofKey] makes
/// @param scope what it is narrowed to
/// @param team whose key it is, whose name the owner's then is made of; null for a user's
/// @param oldSecretUntil until when the secret is good that it had before its rotation; null if it
///   has no other
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
    List<Limit> limits,
    KeyScope scope,
    @Nullable String team,
    @Nullable Instant oldSecretUntil) {

  /// What the owner's name of a team's key begins with; no user's does.
  public static final String TEAM_PREFIX = "team:";

  public StoredKey {
    limits = List.copyOf(limits);
  }

  /// A user's key as it is after its mint.
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
      @Nullable Instant lastUsedAt,
      List<Limit> limits) {
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
        limits,
        KeyScope.WHOLE,
        null,
        null);
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

  /// Active and paused change into each other; revoked and expired are for good.
  public enum Status {
    ACTIVE,
    /// Refused like one that is revoked, until it is resumed.
    PAUSED,
    REVOKED,
    EXPIRED
  }

  /// The status that a reader sees: a row past its expiry that is not revoked is expired.
  public Status effectiveStatus(Instant now) {
    return status != Status.REVOKED && !expiresAt.isAfter(now) ? Status.EXPIRED : status;
  }

  /// Whether something may still become of it.
  public boolean isLive(Instant now) {
    return switch (effectiveStatus(now)) {
      case ACTIVE, PAUSED -> true;
      case REVOKED, EXPIRED -> false;
    };
  }

  /// The key as its old secret shows it: it ends when that does.
  public StoredKey underOldSecret() {
    Instant until = oldSecretUntil == null ? Instant.MIN : oldSecretUntil;
    return until.isBefore(expiresAt) ? until(until) : this;
  }

  /// Who shows it: its owner with the key's groups, bound, and powerless whoever that is.
  public Principal principal() {
    return new Principal(
        tenant,
        user,
        Stream.concat(groups.stream(), Stream.of(Principal.AUTHENTICATED)).distinct().toList(),
        Set.of(),
        new Principal.KeyBinding(id, name, subscription, expiresAt, limits, scope, team));
  }

  /// The same in another state.
  public StoredKey with(Status other) {
    return of(other, expiresAt, lastUsedAt, limits, scope, team, oldSecretUntil);
  }

  /// The same with the groups that its owner is in by now.
  public StoredKey in(List<String> others) {
    return said(name, description, labels, others);
  }

  /// The same, good until then.
  public StoredKey until(Instant end) {
    return of(status, end, lastUsedAt, limits, scope, team, oldSecretUntil);
  }

  /// The same, used then.
  public StoredKey usedAt(Instant moment) {
    return of(status, expiresAt, moment, limits, scope, team, oldSecretUntil);
  }

  /// The same with other limits.
  public StoredKey limitedBy(List<Limit> others) {
    return of(status, expiresAt, lastUsedAt, others, scope, team, oldSecretUntil);
  }

  /// The same, narrowed to something else.
  public StoredKey within(KeyScope other) {
    return of(status, expiresAt, lastUsedAt, limits, other, team, oldSecretUntil);
  }

  /// The same as a team's.
  public StoredKey ofTeam(@Nullable String owner) {
    return of(status, expiresAt, lastUsedAt, limits, scope, owner, oldSecretUntil);
  }

  /// The same with a new secret, beside which the one before is good until then.
  ///
  /// @param end null where it is good no longer
  public StoredKey rotated(@Nullable Instant end) {
    return of(status, expiresAt, lastUsedAt, limits, scope, team, end);
  }

  /// The same in other words.
  public StoredKey called(
      String otherName, @Nullable String otherDescription, Map<String, String> otherLabels) {
    return said(otherName, otherDescription, otherLabels, groups);
  }

  private StoredKey said(
      String ofName,
      @Nullable String ofDescription,
      Map<String, String> ofLabels,
      List<String> ofGroups) {
    return new StoredKey(
        id,
        tenant,
        user,
        ofName,
        ofDescription,
        subscription,
        ofGroups,
        ofLabels,
        ephemeral,
        status,
        createdAt,
        expiresAt,
        lastUsedAt,
        limits,
        scope,
        team,
        oldSecretUntil);
  }

  private StoredKey of(
      Status ofStatus,
      Instant end,
      @Nullable Instant used,
      List<Limit> ofLimits,
      KeyScope ofScope,
      @Nullable String ofTeam,
      @Nullable Instant oldEnd) {
    return new StoredKey(
        id,
        tenant,
        user,
        name,
        description,
        subscription,
        groups,
        labels,
        ephemeral,
        ofStatus,
        createdAt,
        end,
        used,
        ofLimits,
        ofScope,
        ofTeam,
        oldEnd);
  }
}
