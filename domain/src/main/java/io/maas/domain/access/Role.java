package io.maas.domain.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What somebody may do beyond calling models. Whoever is known is a consumer; who owns a team is
/// said by the team's resource; these are granted, to a user or to a group.
public enum Role {
  /// Reads everything of the tenant and changes nothing.
  AUDITOR,
  /// Administers one tenant.
  TENANT_ADMIN,
  /// Administers the installation: tenants, gateways, the ledger, and every tenant besides.
  PLATFORM_ADMIN;

  /// What people call it: `tenant-admin`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The role of a word; empty if there is none.
  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }
}
