package io.maas.systemtests.tenants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.json.Json;
import io.maas.systemtests.server.Administrator;
import io.maas.systemtests.server.Answer;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.Chat;
import io.maas.systemtests.server.Site;
import io.maas.systemtests.server.Tenancy;
import io.maas.testkit.outage.Eventually;
import java.time.Duration;

/// A tenant with an administrator, somebody called alice, a model called granite and a subscription
/// called gold, like every other twin.
///
/// @param name the tenant's
/// @param admin its administrator, at the tenant's path
/// @param alice with an identity token, at the tenant's path
/// @param key alice's
record Twin(String name, Administrator admin, Caller alice, Administrator.Key key) {

  private static final Duration IN_FORCE = Duration.ofSeconds(10);

  private static final String TENANT =
      """
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: AITenant
      metadata: {name: NAME, namespace: ai-tenants}
      spec: {gateway: {hostnames: [NAME.example]}}
      ---
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaasTenantConfig
      metadata: {name: default-tenant, namespace: ai-tenant-NAME}
      spec: {limits: [{limit: 4, unit: requests, window: 24h, scope: tenant}]}
      """;

  private static final String GOVERNANCE =
      """
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSSubscription
      metadata: {name: gold, namespace: ai-tenant-NAME}
      spec:
        owner: {groups: [{name: staff}]}
        modelRefs:
          - name: granite
            namespace: ai-tenant-NAME
            tokenRateLimits: [{limit: 1000000, window: 24h}]
      ---
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSAuthPolicy
      metadata: {name: all, namespace: ai-tenant-NAME}
      spec:
        modelRefs: [{name: granite, namespace: ai-tenant-NAME}]
        subjects: {groups: [{name: staff}]}
      """;

  private static final String MODEL =
      """
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSModelRef
      metadata: {name: granite, namespace: ai-tenant-NAME}
      spec:
        modelRef: {kind: LLMInferenceService, name: granite}
        servedModelName: facebook/opt-125m
        endpoints: [{url: "URL"}]
        tokens: {template: {perPrompt: 2, perMessage: 3}}
        responseCache: {ttl: 10m, shared: tenant}
      """;

  /// Makes all of it: the tenant and its model by the platform's administrator, who may use it by
  /// its own.
  static Twin in(Site site, String name) {
    Administrator platform = site.administrator();
    platform.apply(TENANT.replace("NAME", name)).expect(200);
    ObjectNode ann = Json.MAPPER.createObjectNode().put("name", "ann");
    JsonNode made =
        platform
            .caller()
            .post(Administrator.API + "/tenants/" + name + "/admins", ann)
            .expect(201)
            .json();
    Caller door = Caller.at(site.maas().url() + "/t/" + name);
    Administrator admin = new Administrator(door.as(made.path("token").asText()));
    Eventually.holds(
        name + " is reached",
        IN_FORCE,
        () -> admin.caller().get(Administrator.API + "/whoami").status() == 200);
    platform.apply(MODEL.replace("NAME", name).replace("URL", site.simulator().url())).expect(200);
    admin.apply(GOVERNANCE.replace("NAME", name)).expect(200);
    Caller alice = admin.user("alice", "staff");
    Tenancy.awaitSubscription(alice, "gold");
    return new Twin(name, admin, alice, Administrator.key(alice, "laptop", "gold"));
  }

  /// Asks the twin's model, at the twin's own door.
  Answer ask(String text) {
    return key.caller().post(Chat.PATH, Chat.of("granite", text, 5));
  }
}
