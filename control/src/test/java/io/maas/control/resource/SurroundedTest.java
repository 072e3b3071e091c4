package io.maas.control.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SurroundedTest {

  private static final String CONFIG =
      """
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaasTenantConfig
      metadata: {name: default-tenant, namespace: elsewhere}
      """;

  private static final String TENANT =
      """
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: AITenant
      metadata: {name: %s, namespace: ai-tenants}
      spec: {gateway: %s}
      """;

  private final ControlServer server = ControlServer.start();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void refusesGovernanceInANamespaceThatIsNotEnabled() {
    for (String document : new String[] {subscription("elsewhere"), policy("elsewhere")}) {
      Answer answer = server.apply(document);

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.error())
          .contains("namespace \"elsewhere\" is not enabled for MaaS tenant resources")
          .contains("Create a MaasTenantConfig CR in this namespace");
    }
    assertThat(server.resources.version()).isZero();
  }

  @Test
  void refusesItOneByOneToo() {
    String json =
        "{'apiVersion':'maas.opendatahub.io/v1alpha1','kind':'MaaSAuthPolicy','metadata':{'name':"
            + "'all','namespace':'elsewhere'},'spec':{'modelRefs':[{'name':'a','namespace':'llm'}],"
            + "'subjects':{'users':['eve']}}}";

    Answer answer = server.put(server.admin, "/v1/resources/maasauthpolicies/elsewhere/all", json);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).contains("is not enabled for MaaS tenant resources");
  }

  @Test
  void takesItTogetherWithWhatEnablesItInAnyOrder() {
    assertThat(server.apply(subscription("elsewhere") + "---\n" + CONFIG).status()).isEqualTo(200);
    assertThat(server.apply(policy("elsewhere")).status()).isEqualTo(200);
    assertThat(
            server
                .apply(policy("ai-tenant-team-a") + "---\n" + TENANT.formatted("team-a", "{}"))
                .status())
        .isEqualTo(200);
    assertThat(server.apply(subscription("ai-tenant-team-a")).status()).isEqualTo(200);
  }

  @Test
  void alwaysTakesItInTheDefaultTenantsNamespace() {
    assertThat(server.apply(subscription("models-as-a-service")).status()).isEqualTo(200);
  }

  @Test
  void letsWhatIsThereBeWrittenOn() {
    server.apply(CONFIG + "---\n" + subscription("elsewhere"));
    server.delete(server.admin, "/v1/resources/maastenantconfigs/elsewhere/default-tenant");

    assertThat(server.apply(subscription("elsewhere")).status()).isEqualTo(200);
    assertThat(server.apply(policy("elsewhere")).status()).isEqualTo(400);
  }

  @Test
  void refusesAModelOfATenantThatIsNotThere() {
    assertThat(server.apply(model("team-a")).error())
        .contains("spec.tenantRef: team-a (expected: the name of an AITenant in ai-tenants)");
    assertThat(server.apply(model("team-a") + "---\n" + TENANT.formatted("team-a", "{}")).status())
        .isEqualTo(200);
    assertThat(server.apply(model("models-as-a-service")).status()).isEqualTo(200);
  }

  @Test
  void givesAGatewayAndAHostToOneTenantOnly() {
    server.apply(TENANT.formatted("team-a", "{name: gw, hostnames: [a.example]}"));

    assertThat(server.apply(TENANT.formatted("team-b", "{name: gw}")).error())
        .contains("spec.gateway.name: gw is already in use by AITenant team-a");
    assertThat(server.apply(TENANT.formatted("gw", "{}")).error())
        .contains("spec.gateway.name: gw is already in use by AITenant team-a");
    assertThat(server.apply(TENANT.formatted("team-b", "{hostnames: [A.example]}")).error())
        .contains("spec.gateway.hostnames: a.example is already in use by AITenant team-a");
    assertThat(
            server.apply(TENANT.formatted("team-a", "{name: gw, hostnames: [a.example]}")).status())
        .isEqualTo(200);
  }

  @Test
  void doesNotLetATenantGoBeforeItIsCleanedUp() {
    server.apply(TENANT.formatted("team-a", "{}"));
    String path = "/v1/resources/aitenants/ai-tenants/team-a";

    assertThat(server.delete(server.admin, path).text("result")).isEqualTo("deleting");
    assertThat(server.get(server.admin, path).json().at("/metadata/finalizers/0").asText())
        .isEqualTo("maas.opendatahub.io/aitenant-cleanup");
  }

  @Test
  void keepsTheDefaultTenant() {
    server.apply(TENANT.formatted("models-as-a-service", "{}"));

    assertThat(
            server
                .delete(server.admin, "/v1/resources/aitenants/ai-tenants/models-as-a-service")
                .status())
        .isEqualTo(403);
  }

  private static String subscription(String namespace) {
    return """
    apiVersion: maas.opendatahub.io/v1alpha1
    kind: MaaSSubscription
    metadata: {name: gold, namespace: %s}
    spec:
      owner: {groups: [{name: all}]}
      modelRefs: [{name: a, namespace: llm, tokenRateLimits: [{limit: 1, window: 1m}]}]
    """
        .formatted(namespace);
  }

  private static String policy(String namespace) {
    return """
    apiVersion: maas.opendatahub.io/v1alpha1
    kind: MaaSAuthPolicy
    metadata: {name: all, namespace: %s}
    spec: {modelRefs: [{name: a, namespace: llm}], subjects: {groups: [{name: all}]}}
    """
        .formatted(namespace);
  }

  private static String model(String tenant) {
    return """
    apiVersion: maas.opendatahub.io/v1alpha1
    kind: MaaSModelRef
    metadata: {name: a, namespace: llm}
    spec: {modelRef: {kind: LLMInferenceService, name: a}, tenantRef: %s}
    """
        .formatted(tenant);
  }
}
