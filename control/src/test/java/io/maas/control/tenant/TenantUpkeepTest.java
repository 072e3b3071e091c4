package io.maas.control.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.AccessRequest;
import io.maas.domain.access.AccessRequests;
import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.Sessions;
import io.maas.domain.access.StoredKey;
import io.maas.domain.access.Users;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.ResourceKey;
import io.maas.domain.resource.Resources;
import io.maas.testkit.access.InMemoryAccessRequests;
import io.maas.testkit.access.InMemoryApiKeys;
import io.maas.testkit.access.InMemorySessions;
import io.maas.testkit.access.InMemoryUsers;
import io.maas.testkit.resource.InMemoryResources;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TenantUpkeepTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final String HOME = "ai-tenant-team-a";
  private static final ResourceKey TENANT =
      new ResourceKey(Kind.AI_TENANT, Kind.TENANTS_NAMESPACE, "team-a");

  /// What changes something.
  private static final Set<String> WRITES =
      Set.of("put", "putStatus", "delete", "deleteGroup", "revokeAll", "forgetAll", "endAll");

  private final InMemoryResources resources = new InMemoryResources(() -> NOW);
  private final InMemoryApiKeys keys = new InMemoryApiKeys();
  private final InMemoryUsers users = new InMemoryUsers(keys);
  private final InMemoryAccessRequests requests = new InMemoryAccessRequests();
  private final InMemorySessions sessions = new InMemorySessions();
  private final AtomicInteger writesLeft = new AtomicInteger(Integer.MAX_VALUE);
  private final List<String> written = new ArrayList<>();
  private boolean trailIsAway;

  private final TenantUpkeep upkeep =
      new TenantUpkeep(
          mortal(Resources.class, resources),
          mortal(Users.class, users),
          mortal(ApiKeys.class, keys),
          mortal(AccessRequests.class, requests),
          mortal(Sessions.class, sessions),
          () -> NOW,
          (tenant, step) -> {
            written.add(tenant.name() + " " + step);
            return !trailIsAway;
          });

  /// A store whose process dies after so many writes.
  private <T> T mortal(Class<T> port, T store) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> {
              boolean looks = method.getName().equals("revokeAll") && (boolean) arguments[3];
              boolean writes = WRITES.contains(method.getName()) && !looks;
              if (writes && writesLeft.getAndDecrement() <= 0) {
                throw new IllegalStateException("killed");
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  @Test
  void declaresTheDefaultTenantOnce() {
    upkeep.bootstrap();
    long version = resources.version();
    upkeep.bootstrap();

    assertThat(resources.version()).isEqualTo(version);
    assertThat(resources.list(Resources.Selection.ALL).stream().map(each -> each.key().toString()))
        .containsExactlyInAnyOrder(
            "AITenant ai-tenants/models-as-a-service",
            "MaasTenantConfig models-as-a-service/default-tenant");
  }

  @Test
  void enablesTheNamespaceOfATenant() {
    declare(TENANT);
    upkeep.run();

    Resource config =
        resources.find(new ResourceKey(Kind.TENANT_CONFIG, HOME, "default-tenant")).orElseThrow();
    assertThat(config.labels())
        .containsEntry("maas.opendatahub.io/tenant-name", "team-a")
        .containsEntry("maas.opendatahub.io/managed-by-aitenant", "true");
  }

  @Test
  void leavesAConfigurationAsItIs() {
    declare(TENANT);
    ResourceKey config = new ResourceKey(Kind.TENANT_CONFIG, HOME, "default-tenant");
    declare(config);
    upkeep.run();

    assertThat(resources.find(config).orElseThrow().labels()).isEmpty();
  }

  @Test
  void turnsALegacyTenantIntoWhatItIsNow() {
    ResourceKey legacy = new ResourceKey(Kind.LEGACY_TENANT, HOME, "default-tenant");
    Map<String, Object> oidc = Map.of("issuerUrl", "https://sso.example", "clientId", "c");
    resources.put(
        Resource.draft(
            legacy,
            Map.of(),
            Map.of(),
            List.of(),
            Map.of(
                "spec",
                Map.of(
                    "gatewayRef", Map.of("namespace", "openshift-ingress", "name", "gw"),
                    "apiKeys", Map.of("maxExpirationDays", 30),
                    "externalOIDC", oidc))));
    upkeep.run();

    assertThat(resources.find(legacy)).isEmpty();
    assertThat(resources.find(TENANT).orElseThrow().spec())
        .isEqualTo(Map.of("gateway", Map.of("name", "gw"), "oidc", oidc));
    assertThat(
            resources
                .find(new ResourceKey(Kind.TENANT_CONFIG, HOME, "default-tenant"))
                .orElseThrow()
                .spec())
        .isEqualTo(Map.of("apiKeys", Map.of("maxExpirationDays", 30)));
  }

  @Test
  void takesNothingOfALegacyTenantThatIsSaidAlready() {
    upkeep.bootstrap();
    ResourceKey config =
        new ResourceKey(Kind.TENANT_CONFIG, "models-as-a-service", "default-tenant");
    Resource live = resources.find(config).orElseThrow();
    resources.put(
        Resource.draft(
                config,
                live.labels(),
                live.annotations(),
                List.of(),
                Map.of("spec", Map.of("apiKeys", Map.of("maxExpirationDays", 10))))
            .at(live.resourceVersion()));
    resources.put(
        Resource.draft(
            new ResourceKey(Kind.LEGACY_TENANT, "models-as-a-service", "default-tenant"),
            Map.of(),
            Map.of(),
            List.of(),
            Map.of("spec", Map.of("apiKeys", Map.of("maxExpirationDays", 90)))));
    upkeep.run();

    assertThat(resources.find(config).orElseThrow().spec())
        .isEqualTo(Map.of("apiKeys", Map.of("maxExpirationDays", 10)));
  }

  @Test
  void takesATenantApartAfterItsKeys() {
    tenantWithEverything();
    resources.delete(TENANT);
    upkeep.run();

    expectNothingLeft();
  }

  @Test
  void writesDownWhatItTakesBeforeItDoes() {
    tenantWithEverything();
    resources.delete(TENANT);
    writesLeft.set(1); // it says so, and is killed when it revokes the keys
    upkeep.run();
    assertThat(written).containsExactly("team-a {revoked=2 API keys}");

    writesLeft.set(Integer.MAX_VALUE);
    upkeep.run();

    assertThat(written).hasSize(5);
    assertThat(written.get(2)).contains("users=[alice, bob]", "groups=[staff]");
    assertThat(written.get(3)).contains("MaaSSubscription " + HOME + "/x");
    assertThat(written.getLast()).startsWith("team-a {deleted=the tenant, sessions");
  }

  @Test
  void takesNothingThatCannotBeWrittenDown() {
    tenantWithEverything();
    resources.delete(TENANT);
    trailIsAway = true;
    upkeep.run();

    assertThat(active("team-a")).isEqualTo(2);
    assertThat(users.list("team-a")).hasSize(2);
    trailIsAway = false;
    upkeep.run();
    expectNothingLeft();
  }

  @Test
  void survivesACrashBetweenAnyTwoSteps() {
    for (int lived = 0; lived < 14; lived++) {
      tenantWithEverything();
      resources.delete(TENANT);
      writesLeft.set(lived);
      upkeep.run();
      writesLeft.set(Integer.MAX_VALUE);
      upkeep.run();

      expectNothingLeft();
    }
  }

  @Test
  void saysHowFarItIs() {
    tenantWithEverything();
    resources.delete(TENANT);
    writesLeft.set(3); // it says so, revokes the keys, and says that
    upkeep.run();

    Map<String, Object> status = resources.find(TENANT).orElseThrow().status();
    assertThat(status).containsEntry("phase", "Terminating");
    assertThat(String.valueOf(status.get("conditions")))
        .contains("reason=DeletionInProgress")
        .contains("type=APIKeysRevoked, status=True, reason=RevocationJobCompleted");
    assertThat(users.list("team-a")).isNotEmpty();
  }

  @Test
  void touchesNothingOfAnybodyElse() {
    tenantWithEverything();
    user("team-b", "alice");
    granted("team-b");
    signedIn("team-b");
    ResourceKey theirs = new ResourceKey(Kind.SUBSCRIPTION, "ai-tenant-team-b", "gold");
    declare(theirs);
    resources.delete(TENANT);
    upkeep.run();

    assertThat(users.find("team-b", "alice")).isPresent();
    assertThat(active("team-b")).isEqualTo(1);
    assertThat(requests.granted("team-b", NOW)).hasSize(1);
    assertThat(sessions.endAll("team-b")).isEqualTo(1);
    assertThat(resources.find(theirs)).isPresent();
  }

  private void tenantWithEverything() {
    if (resources.find(TENANT).isEmpty()) {
      declare(TENANT);
    }
    upkeep.run();
    for (Kind kind : List.of(Kind.SUBSCRIPTION, Kind.AUTH_POLICY, Kind.TEAM, Kind.MODEL_REF)) {
      if (resources.find(new ResourceKey(kind, HOME, "x")).isEmpty()) {
        declare(new ResourceKey(kind, HOME, "x"));
      }
    }
    user("team-a", "alice");
    user("team-a", "bob");
    granted("team-a");
    signedIn("team-a");
    assertThat(active("team-a")).isEqualTo(2);
  }

  /// The tenant is gone with all that was its own; what its people made of models stays.
  private void expectNothingLeft() {
    assertThat(resources.find(TENANT)).isEmpty();
    assertThat(
            resources.list(new Resources.Selection(null, HOME)).stream()
                .map(each -> each.key().kind()))
        .containsExactly(Kind.MODEL_REF);
    assertThat(users.list("team-a")).isEmpty();
    assertThat(users.groups("team-a")).isEmpty();
    assertThat(active("team-a")).isZero();
    assertThat(requests.forgetAll("team-a")).isZero();
    assertThat(sessions.endAll("team-a")).isZero();
  }

  /// Somebody whom an issuer vouches for was given a subscription.
  private void granted(String tenant) {
    String id = UUID.randomUUID().toString();
    requests.ask(
        new AccessRequest(
            id,
            tenant,
            "carol",
            List.of(),
            "ai-tenant-" + tenant + "/gold",
            "",
            AccessRequest.State.OPEN,
            NOW,
            null,
            null),
        NOW);
    requests.decide(tenant, id, new AccessRequest.Decision(true, "eve", NOW, "", null));
  }

  private void signedIn(String tenant) {
    sessions.begin(
        new Sessions.Session(
            CredentialHash.of(tenant),
            tenant,
            "carol",
            List.of(),
            Set.of(),
            "https://sso.example",
            null,
            NOW,
            NOW.plus(Duration.ofHours(8))));
  }

  private void declare(ResourceKey key) {
    List<String> finalizers =
        key.kind() == Kind.AI_TENANT ? List.of(TenantUpkeep.FINALIZER) : List.of();
    resources.put(Resource.draft(key, Map.of(), Map.of(), finalizers, Map.of("spec", Map.of())));
  }

  private void user(String tenant, String name) {
    users.create(new Users.User(tenant, name, false, List.of("staff"), NOW));
    String id = UUID.randomUUID().toString();
    keys.insert(
        new StoredKey(
            id,
            tenant,
            name,
            "laptop",
            null,
            "s/s",
            List.of(),
            Map.of(),
            false,
            StoredKey.Status.ACTIVE,
            NOW,
            NOW.plus(Duration.ofDays(1)),
            null),
        CredentialHash.of(id));
  }

  private int active(String tenant) {
    return keys.revokeAll(tenant, null, null, true, NOW);
  }
}
