package io.maas.domain.access;

import io.maas.domain.metering.Limit;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who calls.
///
/// @param tenant the tenant that the credential belongs to
/// @param user the user's name
/// @param groups the user's groups: now, for a token; when it was minted, for a key
/// @param admin whether the user may administer the tenant; never true of a key
/// @param key what the key is bound to, absent for a token
public record Principal(
    String tenant, String user, List<String> groups, boolean admin, @Nullable KeyBinding key) {

  /// The group that every identity carries.
  public static final String AUTHENTICATED = "system:authenticated";

  /// What a key is bound to.
  ///
  /// @param keyId the key's UUID
  /// @param name the owner's name for it
  /// @param subscription `namespace/name`
  /// @param expiresAt from then on it is refused
  /// @param limits of the key's own, below those of its subscription
  public record KeyBinding(
      String keyId, String name, String subscription, Instant expiresAt, List<Limit> limits) {
    public KeyBinding {
      limits = List.copyOf(limits);
    }

    /// A key without limits of its own.
    public KeyBinding(String keyId, String name, String subscription, Instant expiresAt) {
      this(keyId, name, subscription, expiresAt, List.of());
    }
  }
}
