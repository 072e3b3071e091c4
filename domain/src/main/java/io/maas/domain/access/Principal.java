package io.maas.domain.access;

import io.maas.domain.metering.Limit;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who calls.
///
/// @param tenant the tenant that the credential belongs to
/// @param user the user's name
/// @param groups the user's groups: now, for a token; when it was minted, for a key
/// @param roles what is granted to the user beyond calling models; none of a key
/// @param key what the key is bound to, absent for a token
public record Principal(
    String tenant, String user, List<String> groups, Set<Role> roles, @Nullable KeyBinding key) {

  /// The tenant whose administrators may administer the installation; those of any other are no
  /// more than its own, whatever they were granted.
  public static final String PLATFORM = "models-as-a-service";

  public Principal {
    roles =
        roles.contains(Role.PLATFORM_ADMIN) && !tenant.equals(PLATFORM)
            ? withinTenant(roles)
            : Set.copyOf(roles);
  }

  private static Set<Role> withinTenant(Set<Role> roles) {
    Set<Role> within = EnumSet.copyOf(roles);
    within.remove(Role.PLATFORM_ADMIN);
    within.add(Role.TENANT_ADMIN);
    return Set.copyOf(within);
  }

  /// Somebody who administers everything, or nothing.
  public Principal(
      String tenant, String user, List<String> groups, boolean admin, @Nullable KeyBinding key) {
    this(tenant, user, groups, admin ? Set.of(Role.PLATFORM_ADMIN) : Set.of(), key);
  }

  /// The same with these roles.
  public Principal with(Set<Role> granted) {
    return new Principal(tenant, user, groups, granted, key);
  }

  /// Whether the user may administer the tenant.
  public boolean admin() {
    return roles.contains(Role.TENANT_ADMIN) || roles.contains(Role.PLATFORM_ADMIN);
  }

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
