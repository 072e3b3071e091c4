package io.maas.domain.access;

/// What somebody may do beyond calling models. Whoever is known is a consumer; who owns a team is
/// said by the team's resource; these are granted, to a user or to a group.
public enum Role {
  /// Reads everything of the tenant and changes nothing.
  AUDITOR,
  /// Administers one tenant.
  TENANT_ADMIN,
  /// Administers the installation: tenants, gateways, the ledger, and every tenant besides.
  PLATFORM_ADMIN
}
