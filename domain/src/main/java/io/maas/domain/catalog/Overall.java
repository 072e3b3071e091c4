package io.maas.domain.catalog;

import io.maas.domain.access.Principal;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Scope;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The limits that stand above all subscriptions.
///
/// @param tenant those of the tenant, over all use
/// @param teams by name; somebody in several is in the first
public record Overall(List<Limit> tenant, List<Team> teams) {

  /// Nothing stands above.
  public static final Overall NONE = new Overall(List.of(), List.of());

  public Overall {
    tenant = List.copyOf(tenant);
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

  /// The widest scope of any of them; null where there are none.
  @Nullable Scope widest() {
    return Stream.concat(tenant.stream(), teams.stream().flatMap(team -> team.limits().stream()))
        .map(Limit::scope)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }
}
