package io.maas.control.access;

import io.maas.domain.access.Principal;
import io.maas.domain.access.Role;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// In what capacity somebody calls: the columns of the table of [Permission]s.
public enum Capacity {
  /// Shows no credential.
  NOBODY("nobody"),
  /// Shows an API key. It has what is here and nothing of what its owner may.
  KEY("API key"),
  /// Shows an identity.
  CONSUMER("consumer"),
  /// Is named as an owner by a team.
  TEAM_OWNER("team owner"),
  /// Is granted to read, and gives up to change anything.
  AUDITOR("auditor"),
  TENANT_ADMIN("tenant admin"),
  PLATFORM_ADMIN("platform admin");

  private final String title;

  Capacity(String title) {
    this.title = title;
  }

  /// What people call it.
  public String title() {
    return title;
  }

  /// Its name in answers: `team-owner`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// All in which somebody calls; what one of them is given, the caller has. An auditor changes
  /// nothing, and so calls as nothing else, unless an administrator's role is granted as well.
  ///
  /// @param caller with all roles that are granted
  /// @param owner whether a team names the caller as an owner
  public static Set<Capacity> of(Principal caller, boolean owner) {
    if (caller.user().isEmpty()) {
      return EnumSet.of(NOBODY);
    }
    if (caller.key() != null) {
      return EnumSet.of(KEY);
    }
    Set<Role> roles = caller.roles();
    if (roles.contains(Role.AUDITOR) && !caller.admin()) {
      return EnumSet.of(AUDITOR);
    }
    EnumSet<Capacity> capacities = EnumSet.of(CONSUMER);
    if (owner) {
      capacities.add(TEAM_OWNER);
    }
    roles.forEach(role -> capacities.add(of(role)));
    return capacities;
  }

  private static Capacity of(Role role) {
    return switch (role) {
      case AUDITOR -> AUDITOR;
      case TENANT_ADMIN -> TENANT_ADMIN;
      case PLATFORM_ADMIN -> PLATFORM_ADMIN;
    };
  }
}
