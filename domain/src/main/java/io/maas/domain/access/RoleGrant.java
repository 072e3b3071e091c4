package io.maas.domain.access;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/// A role that is granted to whoever is among some subjects, beside what the accounts of users say.
///
/// @param role which
/// @param subjects to whom
public record RoleGrant(Role role, Subjects subjects) {

  /// All roles of a caller, wherever the identity comes from: those that it brings, and those that
  /// are granted to its name and groups. A key has none, whoever owns it.
  public static Set<Role> rolesOf(Principal principal, Collection<RoleGrant> grants) {
    if (principal.key() != null) {
      return Set.of();
    }
    EnumSet<Role> roles = EnumSet.noneOf(Role.class);
    roles.addAll(principal.roles());
    grants.stream()
        .filter(grant -> grant.subjects().include(principal))
        .forEach(grant -> roles.add(grant.role()));
    return roles;
  }
}
