package io.maas.domain.catalog;

import io.maas.domain.access.OnGroupChange;
import io.maas.domain.access.Principal;
import io.maas.domain.access.RoleGrant;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Scope;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What stands above all subscriptions: limits, teams, and who has which role.
///
/// @param tenant the limits of the tenant, over all use
/// @param teams by name; somebody in several is in the first
/// @param roles what the tenant grants to users and groups
/// @param onGroupChange what becomes of keys when their owners' groups change
public record Overall(
    List<Limit> tenant, List<Team> teams, List<RoleGrant> roles, OnGroupChange onGroupChange) {

  /// Nothing stands above.
  public static final Overall NONE = new Overall(List.of(), List.of());

  /// Where keys keep the groups of their mint.
  public Overall(List<Limit> tenant, List<Team> teams, List<RoleGrant> roles) {
    this(tenant, teams, roles, OnGroupChange.KEEP);
  }

  /// Without roles.
  public Overall(List<Limit> tenant, List<Team> teams) {
    this(tenant, teams, List.of());
  }

  public Overall {
    tenant = List.copyOf(tenant);
    roles = List.copyOf(roles);
    teams = teams.stream().sorted(Comparator.comparing(Team::name)).toList();
  }

  /// A team of this name; null if there is none.
  public @Nullable Team team(String name) {
    for (Team team : teams) {
      if (team.name().equals(name)) {
        return team;
      }
    }
    return null;
  }

  /// The caller's team, of a team's key the one whose it is; null if in none.
  public @Nullable Team teamOf(Principal principal) {
    Principal.KeyBinding key = principal.key();
    if (key != null && key.team() != null) {
      return team(key.team());
    }
    for (Team team : teams) {
      if (team.members().include(principal)) {
        return team;
      }
    }
    return null;
  }

  /// The teams that the caller answers for.
  public List<Team> ownedBy(Principal principal) {
    return teams.stream().filter(team -> team.owners().include(principal)).toList();
  }

  /// The widest scope of any of them; null where there are none.
  @Nullable Scope widest() {
    return Stream.concat(tenant.stream(), teams.stream().flatMap(team -> team.limits().stream()))
        .map(Limit::scope)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }
}
