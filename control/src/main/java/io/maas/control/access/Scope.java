package io.maas.control.access;

import io.maas.domain.access.Principal;
import io.maas.domain.access.Role;
import io.maas.domain.access.StoredKey;
import io.maas.domain.access.Users;
import io.maas.domain.catalog.Team;
import io.maas.domain.catalog.Tenant;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.ResourceKey;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How far one call reaches, found out once, before the endpoint runs. Whatever an endpoint leaves
/// out or refuses because of who asks, it asks here.
public final class Scope {

  private static final Set<Kind> GOVERNING =
      EnumSet.of(Kind.AUTH_POLICY, Kind.SUBSCRIPTION, Kind.TENANT_CONFIG, Kind.TEAM);

  private final Principal caller;
  private final Set<Capacity> capacities;
  private final Reach reach;
  private final List<Team> owned;
  private final Accounts accounts;

  Scope(
      Principal caller,
      Set<Capacity> capacities,
      Reach reach,
      List<Team> owned,
      Accounts accounts) {
    this.caller = caller;
    this.capacities = capacities;
    this.reach = reach;
    this.owned = owned;
    this.accounts = accounts;
  }

  /// In what capacities the caller calls.
  public Set<Capacity> capacities() {
    return capacities;
  }

  /// All of the tenant, whoever's it is.
  public boolean coversTenant() {
    return reach.covers(Reach.TENANT);
  }

  /// Everything.
  public boolean coversAll() {
    return reach == Reach.ALL;
  }

  /// What is a user's: the caller's own, that of a program that the caller answers for, that of a
  /// member of a team that the caller owns, or anyone's. Others than the caller cost one look-up,
  /// whether there is such a user or not.
  public boolean covers(String user) {
    if (user.startsWith(StoredKey.TEAM_PREFIX)) {
      return answersFor(user.substring(StoredKey.TEAM_PREFIX.length()));
    }
    if (user.equals(caller.user()) || coversTenant()) {
      return true;
    }
    Optional<Users.User> found = accounts.find(caller.tenant(), user);
    return found.filter(this::answersFor).isPresent()
        || (reach == Reach.TEAM && isMember(user, found.map(Users.User::groups).orElse(List.of())));
  }

  /// A program of which the caller is an owner. A key is nobody's owner.
  private boolean answersFor(Users.User program) {
    return caller.key() == null && program.isService() && program.owners().include(caller);
  }

  /// A key, if it is in reach. Whose it is is looked up whether there is such a key or not, so that
  /// neither the time nor the store tells which.
  public Optional<StoredKey> only(Optional<StoredKey> key) {
    if (coversTenant()) {
      return key;
    }
    String owner = key.map(StoredKey::user).orElse("");
    boolean isOfProgram =
        accounts.find(caller.tenant(), owner).filter(this::answersFor).isPresent();
    return key.filter(each -> isOfProgram || covers(each));
  }

  /// A key. Whose team it is of, its groups say, as they do to the gateway; a key of a team's own
  /// is its owners'.
  private boolean covers(StoredKey key) {
    String team = key.team();
    if (team != null) {
      return answersFor(team);
    }
    return key.user().equals(caller.user())
        || coversTenant()
        || (reach == Reach.TEAM && isMember(key.user(), key.groups()));
  }

  /// What belongs to a team itself.
  public boolean answersFor(String team) {
    return coversTenant() || owned.stream().anyMatch(each -> each.name().equals(team));
  }

  private boolean isMember(String user, List<String> groups) {
    Principal other = new Principal(caller.tenant(), user, groups, Set.of(), null);
    return owned.stream().anyMatch(team -> team.members().include(other));
  }

  /// A resource, to write it: for the tenant what governs it, and nothing that reaches others.
  public boolean governs(ResourceKey key) {
    return coversAll()
        || (coversTenant()
            && GOVERNING.contains(key.kind())
            && key.namespace().equals(Tenant.namespaceOf(caller.tenant())));
  }

  /// A resource, to know of it: for the tenant what is in its namespaces, and its own AITenant.
  /// What the caller does not see is as if it were not there.
  public boolean sees(ResourceKey key) {
    return coversAll()
        || (coversTenant()
            && (key.kind() == Kind.AI_TENANT
                ? key.name().equals(caller.tenant())
                : seesIn(key.namespace())));
  }

  /// Whether what is in a namespace is the caller's to know of. The default tenant's are all that
  /// are nobody else's.
  public boolean seesIn(String namespace) {
    if (coversAll()) {
      return true;
    }
    return caller.tenant().equals(Tenant.DEFAULT)
        ? !namespace.startsWith(Tenant.NAMESPACE_PREFIX)
            && !namespace.equals(Kind.TENANTS_NAMESPACE)
        : namespace.equals(Tenant.namespaceOf(caller.tenant()));
  }

  /// Why a resource is not the caller's to write.
  public String notGoverned(ResourceKey key) {
    return key
        + ": not the tenant's to write (expected: a MaaSAuthPolicy, MaaSSubscription,"
        + " MaasTenantConfig or Team in namespace "
        + Tenant.namespaceOf(caller.tenant())
        + ", or a platform admin)";
  }

  /// An account: that of a platform admin, or one that would become it, is no tenant's to touch.
  public boolean outranks(Set<Role> roles, List<String> groups) {
    return coversAll()
        || (!roles.contains(Role.PLATFORM_ADMIN)
            && groups.stream().noneMatch(accounts.platform().groups()::contains));
  }

  /// The same of an account that is there.
  public boolean outranks(Users.User user) {
    return outranks(user.roles(), user.groups())
        && (coversAll() || !accounts.platform().users().contains(user.name()));
  }
}
