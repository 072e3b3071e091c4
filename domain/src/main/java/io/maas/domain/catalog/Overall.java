package io.maas.domain.catalog;

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
public record Overall(List<Limit> tenant, List<Team> teams, List<RoleGrant> roles) {

  /// Nothing stands above.
  public static final Overall NONE = new Overall(List.of(), List.of());

  /// Without roles.
  public Overall(List<Limit> tenant, List<Team> teams) {
    this(tenant, teams, List.of());
  }

  public Overall {
    tenant = List.copyOf(tenant);
    roles = List.copyOf(roles);
    teams = teams.stream().sorted(Comparator.comparing(Team::name)).toList();
  }

  /// The caller's team; null if in none.
  public @Nullable Team teamOf(Principal principal) {
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
