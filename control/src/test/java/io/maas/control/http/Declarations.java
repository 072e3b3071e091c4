package io.maas.control.http;

import java.util.List;

/// Resources that tests apply.
public final class Declarations {

  private Declarations() {}

  /// Two models, open to everyone; `gold` and `silver` for groups of these names; a `free` tier for
  /// everyone.
  public static String basics() {
    return String.join(
        "---\n",
        model("granite"),
        model("phi"),
        policy("everyone", List.of("granite", "phi"), "system:authenticated"),
        subscription("gold", 20, "gold", List.of("granite", "phi"), 200_000),
        subscription("silver", 10, "silver", List.of("granite"), 1_000),
        TIERS);
  }

  public static String model(String name) {
    return """
    apiVersion: maas.opendatahub.io/v1alpha1
    kind: MaaSModelRef
    metadata:
      name: %1$s
      namespace: llm
      annotations: {openshift.io/display-name: The %1$s}
    spec:
      modelRef: {kind: LLMInferenceService, name: %1$s}
      endpoints: [{url: "http://127.0.0.1:9/"}]
      aliases: [vendor/%1$s]
    """
        .formatted(name);
  }

  public static String policy(String name, List<String> models, String group) {
    return """
    apiVersion: maas.opendatahub.io/v1alpha1
    kind: MaaSAuthPolicy
    metadata: {name: %s, namespace: models-as-a-service}
    spec:
      modelRefs: [%s]
      subjects: {groups: [{name: "%s"}]}
    """
        .formatted(name, refs(models, ""), group);
  }

  public static String subscription(
      String name, int priority, String group, List<String> models, long limit) {
    return """
    apiVersion: maas.opendatahub.io/v1alpha1
    kind: MaaSSubscription
    metadata:
      name: %s
      namespace: models-as-a-service
      annotations: {openshift.io/display-name: The %s}
    spec:
      owner: {groups: [{name: %s}]}
      priority: %d
      tokenMetadata: {organizationId: org-1, costCenter: cc-42, labels: {team: red}}
      modelRefs: [%s]
    """
        .formatted(
            name,
            name,
            group,
            priority,
            refs(
                models,
                ", tokenRateLimits: [{limit: %d, window: 1m}], billingRate: {perToken: \"0.00002\"}"
                    .formatted(limit)));
  }

  /// A team of one group's members, which one user owns.
  public static String team(String name, String owner, String group) {
    return """
    apiVersion: maas.io/v1alpha1
    kind: Team
    metadata: {name: %s, namespace: models-as-a-service}
    spec: {owners: {users: [%s]}, groups: [{name: %s}]}
    """
        .formatted(name, owner, group);
  }

  private static String refs(List<String> models, String more) {
    return String.join(
        ", ", models.stream().map(m -> "{name: " + m + ", namespace: llm" + more + "}").toList());
  }

  private static final String TIERS =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: tier-to-group-mapping, namespace: maas-api}
      data:
        tiers: |
          - name: free
            level: 0
            groups: [system:authenticated]
            limits:
              requests: [{limit: 5, window: 2m}]
              tokens: [{limit: 100, window: 1m}]
      """;
}
