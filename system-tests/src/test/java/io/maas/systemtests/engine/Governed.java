package io.maas.systemtests.engine;

import io.maas.systemtests.ledger.LedgerTable;
import io.maas.systemtests.ledger.Recorded;
import io.maas.systemtests.server.Administrator;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.Site;
import io.maas.systemtests.server.Tenancy;
import java.util.Set;

/// The engine's model behind the gateway for one test: a model, a policy, a subscription and a key,
/// all of one name.
///
/// @param name of all of them
/// @param caller with the key
record Governed(Site site, String name, Caller caller) {

  /// What SmolLM2's chat template adds at most: where nobody speaks as the system it does so itself
  /// with 22 tokens, and it opens the answer with 3; a message costs 5 beyond its text.
  private static final String RESOURCES =
      """
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSModelRef
      metadata: {name: NAME, namespace: llm}
      spec:
        modelRef: {kind: LLMInferenceService, name: NAME}
        servedModelName: SERVED
        endpoints: [{url: "URL"}]
        tokens: {template: {perPrompt: 32, perMessage: 8}}
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
        enforcement: ENFORCEMENT
        modelRefs:
          - name: NAME
            namespace: llm
            tokenRateLimits: [{limit: LIMIT, window: 1h}]
      """;

  /// With a limit that nobody reaches.
  ///
  /// @param name one that is in no other test's name
  static Governed of(Site site, LlamaCpp engine, String name) {
    return of(site, engine, name, "settle", 1_000_000);
  }

  /// With a limit that holds.
  static Governed strict(Site site, LlamaCpp engine, String name, long limit) {
    return of(site, engine, name, "strict", limit);
  }

  private static Governed of(
      Site site, LlamaCpp engine, String name, String enforcement, long limit) {
    Administrator administrator = site.administrator();
    administrator
        .apply(
            RESOURCES
                .replace("NAME", name)
                .replace("SERVED", LlamaCpp.MODEL)
                .replace("URL", engine.url())
                .replace("ENFORCEMENT", enforcement)
                .replace("LIMIT", Long.toString(limit)))
        .expect(200);
    Caller owner = administrator.user(name, name);
    Tenancy.awaitSubscription(owner, name);
    return new Governed(site, name, Administrator.key(owner, name, name).caller());
  }

  /// What requests call the model.
  String model() {
    return "llm/" + name;
  }

  /// The one line of the ledger about a request, once it is there.
  Recorded recorded(String requestId) {
    var lines =
        new LedgerTable(site.maas().facts().postgresUrl())
            .of(name, Set.of(requestId)).stream()
                .filter(line -> line.id().equals(requestId))
                .toList();
    if (lines.size() != 1) {
      throw new AssertionError(lines + " (expected: one line about " + requestId + ")");
    }
    return lines.getFirst();
  }
}
