package io.maas.systemtests.server;

import io.maas.testkit.outage.Eventually;
import java.time.Duration;

/// A model, a group that may use it, and a subscription to it, of a test's own, all of one name.
///
/// @param name of all of them
/// @param owner somebody of the group, with an identity token
/// @param key of that person, bound to the subscription
public record Tenancy(String name, Caller owner, Administrator.Key key) {

  private static final Duration APPLIED = Duration.ofSeconds(10);

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
        modelRefs:
          - name: NAME
            namespace: llm
            tokenRateLimits: [{limit: 1000000000, window: 1m}]
      """;

  /// Makes all of it, and returns when it is in force.
  ///
  /// @param name one that no other test uses
  /// @param simulator where the model is
  public static Tenancy in(MaasProcess maas, SimProcess simulator, String name) {
    Administrator administrator = Administrator.of(maas);
    administrator
        .apply(RESOURCES.replace("NAME", name).replace("URL", simulator.url()))
        .expect(200);
    Caller owner = administrator.user(name, name);
    awaitSubscription(owner, name);
    return new Tenancy(name, owner, Administrator.key(owner, name, name));
  }

  /// Returns when a subscription is in force.
  public static void awaitSubscription(Caller owner, String name) {
    Eventually.holds(
        name + " is in force",
        APPLIED,
        () ->
            owner
                .get(Administrator.API + "/subscriptions")
                .body()
                .contains("\"subscription_id_header\":\"" + name + "\""));
  }

  /// What requests call the model.
  public String model() {
    return "llm/" + name;
  }

  /// Calls with the key.
  public Caller caller() {
    return key.caller();
  }
}
