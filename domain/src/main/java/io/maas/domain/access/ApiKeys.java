package io.maas.domain.access;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The keys of all tenants. A port of the control plane; every method blocks, and throws if the
/// store cannot tell. A revocation is announced to every gateway by the store itself.
public interface ApiKeys {

  /// Keeps a new key under its hash, unless its owner has enough of them; so too when an owner asks
  /// for several at once.
  ///
  /// @param most how many keys of one owner may be neither revoked nor expired
  /// @return whether it is kept
  boolean insert(StoredKey key, CredentialHash hash, int most);

  /// Keeps a new key under its hash, however many its owner has.
  default void insert(StoredKey key, CredentialHash hash) {
    if (!insert(key, hash, Integer.MAX_VALUE)) {
      throw new IllegalStateException("key: too many (expected: no bound of them)");
    }
  }

  /// Finds a key of the tenant by its UUID.
  Optional<StoredKey> find(String tenant, String id);

  /// Finds a key of the tenant by what it is known by, whatever its status.
  Optional<StoredKey> find(String tenant, CredentialHash hash);

  /// Lists keys of the tenant.
  Page search(String tenant, Search search, Instant now);

  /// Gives a live key, active or paused, a new secret. The one before it stays good for a while;
  /// the one before that ends. If nothing is to stay good, what runs on the key ends too.
  ///
  /// @param next what the new secret is known by
  /// @param oldUntil until when the old one is good; at once if not after now
  /// @return empty if there is no such key
  Optional<StoredKey> rotate(
      String tenant, String id, CredentialHash next, Instant oldUntil, Instant now);

  /// Pauses a live key, announces it as a revocation is; empty if there is none such.
  Optional<StoredKey> pause(String tenant, String id, Instant now);

  /// Makes a paused key active again, and leaves an active one; empty if there is no such live key.
  Optional<StoredKey> resume(String tenant, String id, Instant now);

  /// Changes the name, description, labels, end, limits and scope of a live key, and announces it.
  /// Changes that come at once come one after the other.
  ///
  /// @param change from the key as it is; nothing else of what it gives is kept
  /// @return empty if there is no such key
  Optional<StoredKey> change(
      String tenant, String id, UnaryOperator<StoredKey> change, Instant now);

  /// Revokes one live key and announces it; empty if there is none such.
  Optional<StoredKey> revoke(String tenant, String id, Instant now);

  /// Revokes every live key that matches, and announces each.
  ///
  /// @param user only this owner's, if given
  /// @param subscription only those bound to it, if given
  /// @param dryRun count only
  /// @return how many
  int revokeAll(
      String tenant,
      @Nullable String user,
      @Nullable String subscription,
      boolean dryRun,
      Instant now);

  /// Deletes ephemeral keys that expired before then; other keys are never deleted.
  int deleteEphemeralExpiredBefore(Instant then);

  /// Notes that keys were used. A later time wins; unknown ids are ignored.
  void touch(Map<String, Instant> lastUsed);

  /// What to list.
  ///
  /// @param user only this owner's, if given
  /// @param statuses effective statuses, empty for all
  /// @param includeEphemeral whether short-lived keys are listed too
  /// @param subscription only those bound to it, if given
  /// @param labels all of these labels
  /// @param sort the order
  /// @param descending newest, last, or Z first
  /// @param limit 1 to 100
  /// @param offset how many to skip
  /// @param filter what else they have to be
  record Search(
      @Nullable String user,
      List<StoredKey.Status> statuses,
      boolean includeEphemeral,
      @Nullable String subscription,
      Map<String, String> labels,
      Sort sort,
      boolean descending,
      int limit,
      int offset,
      KeyFilter filter) {

    /// Without a filter.
    public Search(
        @Nullable String user,
        List<StoredKey.Status> statuses,
        boolean includeEphemeral,
        @Nullable String subscription,
        Map<String, String> labels,
        Sort sort,
        boolean descending,
        int limit,
        int offset) {
      this(
          user,
          statuses,
          includeEphemeral,
          subscription,
          labels,
          sort,
          descending,
          limit,
          offset,
          KeyFilter.ANY);
    }
  }

  /// By what a list is ordered; rows without the value come last.
  enum Sort {
    CREATED_AT,
    EXPIRES_AT,
    LAST_USED_AT,
    NAME
  }

  /// A part of a list.
  record Page(List<StoredKey> keys, boolean hasMore) {}
}
