package io.maas.control.tenant;

import io.maas.control.tenant.Removal.Rest;
import io.maas.control.tenant.Removal.Step;
import io.maas.domain.access.AccessRequests;
import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.Sessions;
import io.maas.domain.access.Users;
import io.maas.domain.catalog.Tenant;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.ResourceKey;
import io.maas.domain.resource.Resources;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes a tenant apart, step by step as [Removal] says. Every step may be done twice, and by two
/// at once.
///
/// @param trail what is done is written down there first
record Demolition(
    Resources resources,
    Users users,
    ApiKeys keys,
    AccessRequests requests,
    Sessions sessions,
    InstantSource clock,
    RemovalTrail trail) {

  private static final Set<Kind> DECLARED =
      Set.of(
          Kind.SUBSCRIPTION,
          Kind.AUTH_POLICY,
          Kind.TEAM,
          Kind.CONFIG_MAP,
          Kind.TENANT_CONFIG,
          Kind.LEGACY_TENANT);

  /// Goes on until the tenant is gone. Throws if a store cannot do its part now; then it is to be
  /// called again.
  ///
  /// @param tenant its AITenant, which is being deleted
  void of(Resource tenant) {
    ResourceKey key = tenant.key();
    Step step;
    do {
      Resource now = resources.find(key).orElse(null);
      if (now == null || now.deletedAt() == null) {
        return; // somebody else was faster
      }
      Rest rest = rest(now);
      step = Removal.next(rest);
      Object said = said(step, rest);
      if (said != null && !trail.written(key, said)) {
        throw new IllegalStateException("the audit log cannot be written (expected: it can)");
      }
      take(step, now);
    } while (!(step instanceof Removal.Release));
  }

  /// What the audit log is told; null where nothing but a status is another afterwards.
  private static @Nullable Object said(Step step, Rest rest) {
    return switch (step) {
      case Removal.Announce() -> null;
      case Removal.RevokeKeys() -> Map.of("revoked", rest.keys() + " API keys");
      case Removal.RemovePeople(var people, var groups) ->
          Map.of("deleted", Map.of("users", people, "groups", groups));
      case Removal.RemoveDeclared(var declared) ->
          Map.of("deleted", declared.stream().map(ResourceKey::toString).toList());
      case Removal.Release() ->
          Map.of("deleted", "the tenant, sessions of its people, and what they asked for");
    };
  }

  private Rest rest(Resource tenant) {
    String id = tenant.key().name();
    TenantStatus status = new TenantStatus(tenant.status());
    return new Rest(
        status.announced(),
        status.attested(),
        keys.revokeAll(id, null, null, true, clock.instant()),
        users.list(id).stream().map(Users.User::name).toList(),
        users.groups(id).stream().map(Users.Group::name).toList(),
        resources.list(new Resources.Selection(null, Tenant.namespaceOf(id))).stream()
            .filter(each -> each.deletedAt() == null)
            .map(Resource::key)
            .filter(each -> DECLARED.contains(each.kind()))
            .toList());
  }

  private void take(Step step, Resource tenant) {
    String id = tenant.key().name();
    TenantStatus status = new TenantStatus(tenant.status());
    switch (step) {
      case Removal.Announce() ->
          say(
              tenant,
              status.announced(
                  "DeletionInProgress",
                  "AITenant deletion cleanup is in progress",
                  clock.instant()));
      case Removal.RevokeKeys() -> {
        keys.revokeAll(id, null, null, false, clock.instant());
        say(tenant, status.attested(clock.instant()));
      }
      case Removal.RemovePeople(var people, var groups) -> {
        people.forEach(user -> users.delete(id, user));
        groups.forEach(group -> users.deleteGroup(id, group));
      }
      case Removal.RemoveDeclared(var declared) -> declared.forEach(resources::delete);
      case Removal.Release() -> {
        // Of whoever an issuer vouches for there is nothing else: they are no users of ours.
        sessions.endAll(id);
        requests.forgetAll(id);
        release(tenant);
      }
    }
  }

  /// Notes why it does not get on.
  void blocked(Resource tenant, String why) {
    say(
        tenant,
        new TenantStatus(tenant.status()).announced("DeletionBlocked", why, clock.instant()));
  }

  private void say(Resource tenant, TenantStatus status) {
    resources.putStatus(tenant.key(), status.tree());
  }

  private void release(Resource tenant) {
    List<String> finalizers = new ArrayList<>(tenant.finalizers());
    finalizers.remove(TenantUpkeep.FINALIZER);
    resources.put(
        Resource.draft(
                tenant.key(), tenant.labels(), tenant.annotations(), finalizers, tenant.content())
            .at(tenant.resourceVersion()));
  }
}
