package io.maas.control.key;

import io.maas.control.call.Call;
import io.maas.control.call.Reply;
import io.maas.control.user.Whose;
import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.Principal;
import io.maas.domain.access.StoredKey;
import io.maas.domain.access.Users;
import io.maas.domain.catalog.Snapshots;
import io.maas.domain.catalog.Team;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whose keys there are: people's, programs', and teams'. Who may see a key may change it; to
/// everybody else it is not there.
public final class KeyOwners {

  private final ApiKeys keys;
  private final Whose whose;
  private final Snapshots snapshots;

  public KeyOwners(ApiKeys keys, Users users, Snapshots snapshots) {
    this.keys = keys;
    this.whose = new Whose(users);
    this.snapshots = snapshots;
  }

  /// Whose a new key is to be.
  sealed interface Owner {
    /// @param principal the owner, with the groups of now; a team has those of its members
    /// @param team the team that the principal stands for
    record Known(Principal principal, @Nullable String team) implements Owner {}

    /// Nobody, or nobody whom the caller may make keys for.
    record Refused(Reply.Refused reply) implements Owner {}
  }

  /// Finds the owner of a new key.
  Owner of(Call call, KeyRequest request) {
    String team = request.team();
    if (team != null) {
      return ofTeam(call, team);
    }
    return switch (whose.of(call, request.user(), "keys")) {
      case Whose.Sought.Known(Principal principal) -> new Owner.Known(principal, null);
      case Whose.Sought.Refused(Reply.Refused reply) -> new Owner.Refused(reply);
    };
  }

  private Owner ofTeam(Call call, String name) {
    Optional<Team> team = snapshots.of(call.tenant()).team(name);
    if (!call.scope().answersFor(name)) {
      return new Owner.Refused(
          Reply.forbidden("only its owners and administrators make keys of team " + name));
    }
    return team.<Owner>map(
            found -> new Owner.Known(principal(call.principal().tenant(), found), found.name()))
        .orElseGet(() -> new Owner.Refused(Reply.notFound("team " + name + " not found")));
  }

  /// Somebody in all of the team's groups, by a name that no user has.
  private static Principal principal(String tenant, Team team) {
    List<String> groups =
        Stream.concat(team.members().groups().stream().sorted(), Stream.of(Principal.AUTHENTICATED))
            .distinct()
            .toList();
    return new Principal(tenant, StoredKey.TEAM_PREFIX + team.name(), groups, Set.of(), null);
  }

  /// The key that the call is about, if the caller may see it.
  Optional<StoredKey> visible(Call call) {
    return call.scope().only(keys.find(call.principal().tenant(), call.part("id")));
  }
}
