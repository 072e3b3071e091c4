package io.maas.domain.resource.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.Principal;
import io.maas.domain.catalog.Decision;
import io.maas.domain.catalog.Snapshot;
import io.maas.domain.catalog.Tenants;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Place;
import io.maas.domain.resource.Compilation;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TenantCompilerTest {

  private static final String MODEL =
      "{modelRef: {kind: llmisvc, name: x}, endpoints: [{url: 'http://vllm:8000'}]}";

  private final Scene scene =
      new Scene()
          .with(Kind.AI_TENANT, "ai-tenants/team-a", "{}")
          .with(Kind.AI_TENANT, "ai-tenants/team-b", "{gateway: {hostnames: [b.example]}}");

  @Test
  void givesEachTenantItsOwnUnderTheSameNames() {
    governed("ai-tenant-team-a", "ai-tenant-team-a");
    governed("ai-tenant-team-b", "ai-tenant-team-b");
    governed("models-as-a-service", "llm");

    Compilation compiled = scene.compile();

    for (String tenant : List.of("team-a", "team-b", "models-as-a-service")) {
      String home = tenant.startsWith("team") ? "ai-tenant-" + tenant : tenant;
      String models = tenant.startsWith("team") ? home : "llm";
      Snapshot snapshot = compiled.of(tenant);
      assertThat(snapshot.tenant()).isEqualTo(tenant);
      assertThat(snapshot.models().map(model -> model.id().toString()))
          .containsExactly(models + "/granite");
      assertThat(snapshot.subscriptions().map(each -> each.id())).containsExactly(home + "/gold");
      assertThat(snapshot.decide(of(tenant), "granite", null)).isInstanceOf(Decision.Granted.class);
    }
    assertThat(compiled.of("nobody").models()).isEmpty();
    assertThat(compiled.of(Tenants.NOBODY).models()).isEmpty();
  }

  @Test
  void tellsEachModelWhereItsTenantIsReached() {
    governed("ai-tenant-team-a", "ai-tenant-team-a");
    governed("ai-tenant-team-b", "ai-tenant-team-b");

    assertThat(scene.said(Kind.MODEL_REF, "ai-tenant-team-a/granite").field("endpoint"))
        .isEqualTo("http://gateway:8080/t/team-a/ai-tenant-team-a/granite");
    assertThat(scene.said(Kind.MODEL_REF, "ai-tenant-team-b/granite").field("endpoint"))
        .isEqualTo("http://b.example:8080/ai-tenant-team-b/granite");
    assertThat(scene.said(Kind.MODEL_REF, "ai-tenant-team-a/granite").field("resolvedTenantRef"))
        .isEqualTo("team-a");
  }

  @Test
  void givesAModelToTheTenantThatItNames() {
    scene.with(
        Kind.MODEL_REF, "llm/theirs", MODEL.replace("{modelRef", "{tenantRef: team-a, modelRef"));

    assertThat(scene.compile().of("team-a").models()).hasSize(1);
    assertThat(scene.compile().current().models()).isEmpty();
  }

  @Test
  void letsNobodyPublishToAnotherTenantFromTheirOwnNamespace() {
    String theirs = MODEL.replace("{modelRef", "{tenantRef: team-b, modelRef");
    scene.with(Kind.MODEL_REF, "ai-tenant-team-a/trojan", theirs);

    assertThat(scene.compile().of("team-b").models()).isEmpty();
    assertThat(scene.compile().of("team-a").models()).isEmpty();
    assertThat(scene.said(Kind.MODEL_REF, "ai-tenant-team-a/trojan").message("Ready"))
        .isEqualTo(
            "spec.tenantRef: team-b (expected: none, or that of namespace ai-tenant-team-a)");
  }

  @Test
  void showsNobodyTheModelsOfAnother() {
    scene.with(Kind.MODEL_REF, "llm/a", MODEL).policy("p", "llm/a");
    scene.with(
        Kind.SUBSCRIPTION,
        "ai-tenant-team-a/spy",
        """
        {owner: {groups: [{name: all}]}, modelRefs: [{namespace: llm, name: a,
          tokenRateLimits: [{limit: 1, window: 1m}]}]}
        """);

    assertThat(scene.said(Kind.SUBSCRIPTION, "ai-tenant-team-a/spy").message("Ready"))
        .isEqualTo("model llm/a not found");
  }

  @Test
  void sharesNoCounterBetweenTenants() {
    String limits = "{limits: [{limit: 5, window: 1m, scope: tenant}]}";
    scene
        .with(Kind.TENANT_CONFIG, "models-as-a-service/default-tenant", limits)
        .with(Kind.TENANT_CONFIG, "ai-tenant-team-a/default-tenant", limits);
    governed("ai-tenant-team-a", "ai-tenant-team-a");
    governed("models-as-a-service", "llm");

    Compilation compiled = scene.compile();

    assertThat(overall(compiled, "models-as-a-service")).startsWith("tenant:");
    assertThat(overall(compiled, "team-a")).startsWith("tenant/team-a:");
    assertThat(compiled.layout().places())
        .containsOnly(
            Map.entry("ai-tenant-team-a/gold", Place.TENANT),
            Map.entry("models-as-a-service/gold", Place.TENANT));
  }

  @Test
  void leavesANamespaceToNobodyWhileItsTenantIsNotThere() {
    governed("ai-tenant-gone", "ai-tenant-gone");
    scene.with(Kind.TENANT_CONFIG, "ai-tenant-gone/default-tenant", "{}");

    assertThat(scene.compile().all().flatMap(Snapshot::models)).isEmpty();
    assertThat(scene.said(Kind.SUBSCRIPTION, "ai-tenant-gone/gold").message("Ready"))
        .isEqualTo(
            "metadata.namespace: ai-tenant-gone (expected: a namespace whose AITenant is in"
                + " ai-tenants)");
  }

  @Test
  void servesNoTenantThatIsBeingDeleted() {
    governed("ai-tenant-team-a", "ai-tenant-team-a");
    List<Resource> going =
        scene.resources().stream()
            .map(each ->
                each.key().kind() == Kind.AI_TENANT && each.key().name().equals("team-a")
                    ? deleted(each)
                    : each)
            .toList();

    Compilation compiled = scene.compile(going, Scene.NOW);

    assertThat(compiled.of("team-a").models()).isEmpty();
    assertThat(compiled.tenants().at("x", "/t/team-a/v1/models")).isEqualTo(Tenants.NOBODY);
  }

  @Test
  void saysWhereATenantIsAndWhatIsMissing() {
    Said said = scene.said(Kind.AI_TENANT, "ai-tenants/team-a");
    assertThat(said.phase()).isEqualTo("Pending");
    assertThat(said.condition("Ready")).isEqualTo("False TenantConfigNotReady");
    assertThat(said.field("tenantNamespace")).isEqualTo("ai-tenant-team-a");
    assertThat(said.field("gatewayRef"))
        .isEqualTo(Map.of("namespace", "openshift-ingress", "name", "team-a"));

    scene.with(Kind.TENANT_CONFIG, "ai-tenant-team-a/default-tenant", "{}");
    assertThat(scene.said(Kind.AI_TENANT, "ai-tenants/team-a").phase()).isEqualTo("Active");
    assertThat(scene.said(Kind.AI_TENANT, "ai-tenants/team-a").condition("Ready"))
        .isEqualTo("True Reconciled");
  }

  @Test
  void givesAGatewayAndAHostToOneTenantOnly() {
    scene
        .with(Kind.AI_TENANT, "ai-tenants/x", "{gateway: {name: team-a}}")
        .with(Kind.AI_TENANT, "ai-tenants/y", "{gateway: {hostnames: [b.example]}}");

    assertThat(scene.compile().tenants().find("x")).isEmpty();
    assertThat(scene.compile().tenants().find("y")).isEmpty();
    assertThat(scene.compile().tenants().at("b.example", "/v1/models")).isEqualTo("team-b");
    assertThat(scene.said(Kind.AI_TENANT, "ai-tenants/x").condition("Ready"))
        .isEqualTo("False GatewayClaimFailed");
    assertThat(scene.said(Kind.AI_TENANT, "ai-tenants/y").message("Ready"))
        .isEqualTo(
            "spec.gateway.hostnames: b.example is AITenant team-b's (expected: one of its own)");
  }

  private static String overall(Compilation compiled, String tenant) {
    Snapshot snapshot = compiled.of(tenant);
    Decision.Granted granted = (Decision.Granted) snapshot.decide(of(tenant), "granite", null);
    List<Limit> limits =
        granted.claims(of(tenant)).list().stream().map(claim -> claim.limit()).toList();
    return limits.getFirst().id();
  }

  private static Principal of(String tenant) {
    return new Principal(tenant, "eve", List.of("all"), false, null);
  }

  private void governed(String home, String models) {
    String ref = "{namespace: %s, name: granite".formatted(models);
    scene
        .with(Kind.MODEL_REF, models + "/granite", MODEL)
        .with(
            Kind.AUTH_POLICY,
            home + "/all",
            "{modelRefs: [" + ref + "}], subjects: {groups: [{name: all}]}}")
        .with(
            Kind.SUBSCRIPTION,
            home + "/gold",
            "{owner: {groups: [{name: all}]}, modelRefs: ["
                + ref
                + ", tokenRateLimits: [{limit: 10, window: 1m}]}]}");
  }

  private static Resource deleted(Resource resource) {
    return new Resource(
        resource.key(),
        resource.labels(),
        resource.annotations(),
        resource.uid(),
        resource.generation(),
        resource.resourceVersion(),
        resource.createdAt(),
        List.of("maas.opendatahub.io/aitenant-cleanup"),
        Scene.NOW,
        resource.content(),
        resource.status());
  }
}
