package io.maas.domain.resource.compile;

import io.maas.domain.access.OnGroupChange;
import io.maas.domain.access.RoleGrant;
import io.maas.domain.access.Subjects;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.catalog.Overall;
import io.maas.domain.catalog.Subscription;
import io.maas.domain.catalog.Team;
import io.maas.domain.catalog.Tenant;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Limit;
import io.maas.domain.resource.spec.RateSpec;
import io.maas.domain.resource.spec.TeamSpec;
import io.maas.domain.resource.spec.TenantConfigSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Turns what the tenant and its teams say into the limits above all subscriptions.
///
/// @param models what there is to use
/// @param subscriptions under which it is used, at their prices
record OverallCompiler(
    Declared declared,
    TenantNamespaces namespaces,
    Collection<ModelDraft> models,
    List<Subscription> subscriptions,
    Statuses statuses) {

  Overall compile() {
    return new Overall(tenant(), teams(), roles(), onGroupChange());
  }

  private List<Limit> tenant() {
    List<Limit> inForce = new ArrayList<>();
    for (Declaration<TenantConfigSpec> config : declared.all(TenantConfigSpec.class)) {
      TenantConfigSpec spec = config.spec();
      boolean home = config.namespace().equals(namespaces.home());
      List<Limit> limits = home ? limits(counter(), spec.enforcement(), spec.limits()) : List.of();
      Condition ready =
          home || (spec.limits().isEmpty() && spec.roles().isEmpty())
              ? Condition.ready("in force")
              : elsewhere(config, spec.limits().isEmpty() ? "spec.roles" : "spec.limits");
      say(config, ready, spec.enforcement(), limits);
      inForce.addAll(limits);
    }
    return inForce;
  }

  /// What the tenant's own configuration grants; others grant nothing, and their status says so.
  private List<RoleGrant> roles() {
    return declared.all(TenantConfigSpec.class).stream()
        .filter(config -> config.namespace().equals(namespaces.home()))
        .flatMap(config -> config.spec().roles().stream())
        .toList();
  }

  /// What the tenant's own configuration says; others say nothing of keys.
  private OnGroupChange onGroupChange() {
    return declared.all(TenantConfigSpec.class).stream()
        .filter(config -> config.namespace().equals(namespaces.home()))
        .map(config -> config.spec().onGroupChange())
        .findFirst()
        .orElse(TenantConfigSpec.DEFAULT.onGroupChange());
  }

  private List<Team> teams() {
    List<Team> teams = new ArrayList<>();
    for (Declaration<TeamSpec> team : declared.all(TeamSpec.class)) {
      if (namespaces.admits(team, statuses)) {
        TeamSpec spec = team.spec();
        String name = nameOf(team);
        List<Limit> limits = limits(counter(name), spec.enforcement(), spec.limits());
        say(team, ready(spec.members()), spec.enforcement(), limits);
        teams.add(new Team(name, spec.members(), spec.owners(), limits));
      }
    }
    return teams;
  }

  /// A team of the tenant's namespace goes by its bare name, one of another by both, so that no two
  /// share a counter.
  private String nameOf(Declaration<TeamSpec> team) {
    return team.namespace().equals(namespaces.home())
        ? team.name()
        : team.namespace() + "/" + team.name();
  }

  /// The default tenant's counters are named as they were when there was no other.
  private String counter() {
    return isDefault() ? "tenant" : "tenant/" + namespaces.tenant();
  }

  private String counter(String team) {
    return isDefault() ? "team/" + team : "team/" + namespaces.home() + "/" + team;
  }

  private boolean isDefault() {
    return namespaces.tenant().equals(Tenant.DEFAULT);
  }

  /// As they were declared: what cannot be kept over some model settles there, and only there.
  private static List<Limit> limits(String counter, Enforcement enforcement, List<RateSpec> rates) {
    return new Limits(enforcement, true).above(counter, rates).list();
  }

  private void say(
      Declaration<?> of, Condition ready, Enforcement enforcement, List<Limit> limits) {
    List<Condition> conditions = new ArrayList<>();
    conditions.add(ready);
    if (!limits.isEmpty()) {
      StrictBound.condition(enforcement == Enforcement.STRICT, softened(limits))
          .ifPresent(conditions::add);
      CostCounted.condition(limits, subscriptions).ifPresent(conditions::add);
    }
    statuses.put(of.resource(), ready.holds() ? "Active" : "Degraded", Map.of(), conditions);
  }

  private List<ModelId> softened(List<Limit> limits) {
    return limits.stream()
            .map(Limit::unit)
            .allMatch(unit -> unit.countsRequests() || unit.countsMedia())
        ? List.of()
        : models.stream().filter(model -> !model.bounded()).map(ModelDraft::id).toList();
  }

  private static Condition ready(Subjects members) {
    return members.groups().isEmpty() && members.users().isEmpty()
        ? Condition.ready(
            "spec.groups: nobody (expected: at least one group or user, or nobody is in the team)")
        : Condition.ready("in force; whoever is in several teams is in the first by name");
  }

  private Condition elsewhere(Declaration<?> config, String field) {
    return Condition.notReady(
        "PartialFailure",
        field
            + ": not in force in namespace "
            + config.namespace()
            + " (expected: namespace "
            + namespaces.home()
            + ")");
  }
}
