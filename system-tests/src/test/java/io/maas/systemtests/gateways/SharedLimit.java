package io.maas.systemtests.gateways;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.systemtests.server.Administrator;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.Tenancy;
import io.maas.testkit.outage.Eventually;
import java.time.Duration;
import java.util.List;

/// A strict limit of a test's own, which all who use a subscription share; the model, the group and
/// the subscription have its name.
///
/// @param tokens how many there are
/// @param owner somebody who may use it, with an identity token
/// @param key of that person
/// @param gateways the key's owner at each gateway
record SharedLimit(
    String name, long tokens, Caller owner, Administrator.Key key, List<Caller> gateways) {

  private static final Duration KNOWN = Duration.ofSeconds(20);

  /// The window is longer than a run, so that no run spans two.
  private static final String RESOURCES =
      """
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSModelRef
      metadata: {name: NAME, namespace: llm}
      spec:
        modelRef: {kind: LLMInferenceService, name: NAME}
        servedModelName: facebook/opt-125m
        endpoints: [{url: "URL"}]
        tokens: {template: {perPrompt: 2, perMessage: 3}}
      ---
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSAuthPolicy
      metadata: {name: NAME, namespace: models-as-a-service}
      spec:
        modelRefs: [{name: NAME, namespace: llm}]
        subjects: {groups: [{name: NAME}]}
      ---
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSSubscription
      metadata: {name: NAME, namespace: models-as-a-service}
      spec:
        owner: {groups: [{name: NAME}]}
        enforcement: strict
        modelRefs:
          - name: NAME
            namespace: llm
            tokenRateLimits: [{limit: TOKENS, window: 12h, scope: subscription}]
      """;

  /// Declares it, and returns when every gateway knows it.
  ///
  /// @param name one that nobody else uses
  static SharedLimit in(Fleet fleet, String name, long tokens) {
    Administrator administrator = fleet.administrator();
    administrator
        .apply(
            RESOURCES
                .replace("NAME", name)
                .replace("URL", fleet.simulator().url())
                .replace("TOKENS", Long.toString(tokens)))
        .expect(200);
    Caller owner = administrator.user(name, name);
    Tenancy.awaitSubscription(owner, name);
    Administrator.Key key = Administrator.key(owner, name, name);
    List<Caller> gateways = fleet.at(key);
    gateways.forEach(caller -> awaitKnown(caller, name));
    return new SharedLimit(name, tokens, owner, key, gateways);
  }

  /// Returns when a gateway knows a key and its model.
  static void awaitKnown(Caller caller, String model) {
    Eventually.holds(
        caller.url() + " knows " + model,
        KNOWN,
        () -> caller.get("/v1/models").body().contains("llm/" + model));
  }

  /// What requests call the model.
  String model() {
    return "llm/" + name;
  }

  /// What the counters say is used, with what is held.
  long counted() {
    JsonNode limits =
        owner
            .get(Administrator.API + "/quota?subscription=" + name)
            .expect(200)
            .json()
            .path("data");
    for (JsonNode limit : limits) {
      if (limit.path("unit").asText().equals("total_tokens")) {
        return limit.path("used").asLong() + limit.path("held").asLong();
      }
    }
    throw new AssertionError(limits + " (expected: a limit of total_tokens)");
  }
}
