package io.maas.systemtests.client;

import io.maas.systemtests.client.Agent.Account;
import io.maas.systemtests.server.Administrator;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.Site;
import io.maas.systemtests.server.Tenancy;
import java.util.Objects;

/// A scripted engine's model for the agents of one test, and keys to it of every fate.
///
/// @param owner whose keys they are
record AgentAccounts(Site site, String name, Caller owner) {

  private static final String RESOURCES =
      """
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSModelRef
      metadata: {name: NAME, namespace: llm}
      spec:
        modelRef: {kind: LLMInferenceService, name: NAME}
        servedModelName: scripted
        aliases: [gpt-5.5-NAME]
        endpoints: [{url: "URL", dialects: [DIALECT]}]
      ---
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSAuthPolicy
      metadata: {name: NAME, namespace: models-as-a-service}
      spec:
        modelRefs: [{name: NAME, namespace: llm}]
        subjects: {groups: [{name: NAME}]}
      ---
      """;

  private static final String SUBSCRIPTION =
      """
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSSubscription
      metadata: {name: NAME, namespace: models-as-a-service}
      spec:
        owner: {groups: [{name: GROUP}]}
        modelRefs:
          - name: GROUP
            namespace: llm
            requestRateLimits: [{limit: LIMIT, window: WINDOW}]
      """;

  /// @param name of the model, the group and the subscriptions; one that no other test uses
  static AgentAccounts open(Site site, ScriptedEngine engine, String name) {
    return open(site, engine.url(), "openai-chat", name);
  }

  /// The same, over an engine that speaks another dialect.
  ///
  /// @param dialect in a resource's words
  static AgentAccounts open(Site site, String url, String dialect, String name) {
    Administrator administrator = site.administrator();
    administrator
        .apply(
            RESOURCES.replace("NAME", name).replace("URL", url).replace("DIALECT", dialect)
                + subscription(name, name, 1_000_000, "1m"))
        .expect(200);
    Caller owner = administrator.user(name, name);
    Tenancy.awaitSubscription(owner, name);
    return new AgentAccounts(site, name, owner);
  }

  private static String subscription(String name, String group, long limit, String window) {
    return SUBSCRIPTION
        .replace("NAME", name)
        .replace("GROUP", group)
        .replace("LIMIT", Long.toString(limit))
        .replace("WINDOW", window);
  }

  /// One that may do everything.
  Account account() {
    return account(site.maas().url(), Administrator.key(owner, name, name));
  }

  /// The same, with a name that Codex takes for a model that edits files by free text.
  Account patching() {
    Account account = account();
    return new Account(account.url(), account.key(), "gpt-5.5-" + name);
  }

  /// A key of a subscription of its own.
  Administrator.Key limited(String subscription, long limit, String window) {
    site.administrator().apply(subscription(subscription, name, limit, window)).expect(200);
    Tenancy.awaitSubscription(owner, subscription);
    return Administrator.key(owner, subscription, subscription);
  }

  /// A key that was revoked, and that the gateway knows to be.
  Administrator.Key revoked() {
    Administrator.Key key = Administrator.key(owner, name, name);
    site.administrator().revoke(key);
    return key;
  }

  Account account(String url, Administrator.Key key) {
    return new Account(url, Objects.requireNonNull(key.caller().credential()), name);
  }
}
