package io.maas.control.access;

import io.maas.domain.access.Principal;
import io.maas.domain.access.Role;
import io.maas.domain.access.RoleGrant;
import io.maas.domain.access.Subjects;
import io.maas.domain.access.Users;
import io.maas.domain.catalog.Overall;
import io.maas.domain.catalog.Snapshots;
import io.maas.domain.catalog.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The one place that says who may do what. It asks the table of [Permission]s, and nothing else.
public final class Access {

  private final Snapshots snapshots;
  private final Accounts accounts;

  /// @param platformAdminGroups whose members administer the installation
  public Access(Snapshots snapshots, Users users, Set<String> platformAdminGroups) {
    this.snapshots = snapshots;
    this.accounts = new Accounts(users, new Subjects(platformAdminGroups, Set.of()));
  }

  /// Whether somebody may.
  public sealed interface Verdict {
    /// So far.
    record Allowed(Scope scope) implements Verdict {}

    /// No.
    record Denied(String message) implements Verdict {}
  }

  /// The caller with all roles that are granted, wherever the identity comes from.
  public Principal known(Principal identity) {
    List<RoleGrant> grants = new ArrayList<>(snapshots.of(identity.tenant()).overall().roles());
    if (identity.tenant().equals(Principal.PLATFORM)) {
      // A group of the same name that another tenant has is another group.
      grants.add(new RoleGrant(Role.PLATFORM_ADMIN, accounts.platform()));
    }
    return identity.with(RoleGrant.rolesOf(identity, grants));
  }

  /// Whether somebody may, and how far.
  ///
  /// @param caller one that is [#known], or nobody
  public Verdict of(Permission permission, Principal caller) {
    List<Team> owned = owned(caller);
    Set<Capacity> capacities = Capacity.of(caller, !owned.isEmpty());
    Reach reach = permission.of(capacities);
    return reach == Reach.NONE
        ? new Verdict.Denied(permission.refusal(capacities))
        : new Verdict.Allowed(new Scope(caller, capacities, reach, owned, accounts));
  }

  private List<Team> owned(Principal caller) {
    Overall overall = snapshots.of(caller.tenant()).overall();
    return caller.key() == null && !caller.user().isEmpty() ? overall.ownedBy(caller) : List.of();
  }
}
