package io.maas.domain.resource.compile;

import io.maas.domain.catalog.Secret;
import io.maas.domain.resource.Compilation;
import io.maas.domain.resource.Declare;
import io.maas.domain.resource.Flow;
import io.maas.domain.resource.InferencePlaces;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.ResourceKey;
import io.maas.domain.resource.Surroundings;
import io.maas.domain.resource.Violation;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A set of resources that a test declares and compiles.
final class Scene {

  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  static final String TENANT = Kind.TENANT_NAMESPACE;

  // One for all that a test compiles: what it remembers changes nothing.
  private final Compiler compiler = new Compiler();
  private final List<Resource> resources = new ArrayList<>();
  private final Map<String, String> secrets = new HashMap<>();
  private boolean allowLoopback;
  private Optional<Violation> tokenizers = Optional.empty();
  private InferencePlaces inference = InferencePlaces.allAt(null);

  /// A model with one endpoint and a template, so that nothing is missing but governance.
  Scene model(String name) {
    return with(
        Kind.MODEL_REF,
        name,
        """
        {modelRef: {kind: LLMInferenceService, name: x}, endpoints: [{url: "http://vllm:8000"}],
         tokens: {template: {perPrompt: 1, perMessage: 2}}}
        """);
  }

  /// A model over which no strict limit can be kept.
  Scene unboundedModel(String name) {
    return modelAt(name, "http://vllm:8000");
  }

  /// A model with one endpoint there.
  Scene modelAt(String name, String url) {
    String spec = "{modelRef: {kind: llmisvc, name: x}, endpoints: [{url: '" + url + "'}]}";
    return with(Kind.MODEL_REF, name, spec);
  }

  /// A policy that lets everyone in.
  Scene policy(String name, String... models) {
    return with(
        Kind.AUTH_POLICY,
        TENANT + "/" + name,
        "{modelRefs: [" + refs("", models) + "], subjects: {groups: [{name: all}]}}");
  }

  /// A subscription of group `all` with a limit on each model.
  Scene subscription(String name, String... models) {
    String limit = ", tokenRateLimits: [{limit: 10, window: 1m}]";
    return with(
        Kind.SUBSCRIPTION,
        TENANT + "/" + name,
        "{owner: {groups: [{name: all}]}, modelRefs: [" + refs(limit, models) + "]}");
  }

  Scene tiers(String yaml) {
    return with(Declare.tiers(yaml));
  }

  Scene with(Kind kind, String name, String spec) {
    return with(Declare.spec(kind, name, spec));
  }

  Scene with(Resource resource) {
    resources.add(resource);
    return this;
  }

  /// A secret of namespace `llm` with an `api-key`.
  Scene secret(String name) {
    return secret(name, "api-key", "value of " + name);
  }

  /// A secret of namespace `llm` with that key.
  Scene secret(String name, String key, String value) {
    secrets.put("llm/" + name + "/" + key, value);
    return this;
  }

  /// Models that should run here are answered for there.
  Scene inference(String url) {
    return inference(InferencePlaces.allAt(URI.create(url)));
  }

  /// Models that should run here answer where this says.
  Scene inference(InferencePlaces places) {
    inference = places;
    return this;
  }

  Scene allowLoopback() {
    allowLoopback = true;
    return this;
  }

  /// No tokenizer can be used, for this reason.
  Scene noTokenizer(Violation reason) {
    tokenizers = Optional.of(reason);
    return this;
  }

  List<Resource> resources() {
    return resources;
  }

  Compilation compile() {
    return compile(resources, NOW);
  }

  Compilation compile(List<Resource> all, Instant now) {
    return compile(compiler, all, now);
  }

  Compilation compile(Compiler with, List<Resource> all, Instant now) {
    return with.compile(7, all, surroundings(), now);
  }

  /// What is said of a resource.
  Said said(Kind kind, String name) {
    int slash = name.indexOf('/');
    ResourceKey key = new ResourceKey(kind, name.substring(0, slash), name.substring(slash + 1));
    return new Said(compile().statuses().getOrDefault(key, Map.of()));
  }

  private Surroundings surroundings() {
    return new Surroundings(
        TENANT,
        TENANT,
        allowLoopback,
        (namespace, name, key) ->
            Optional.ofNullable(secrets.get(namespace + "/" + name + "/" + key)).map(Secret::new),
        Flow::value,
        "http://gateway:8080/",
        _ -> tokenizers,
        inference);
  }

  private static String refs(String more, String... models) {
    List<String> refs = new ArrayList<>();
    for (String model : models) {
      int slash = model.indexOf('/');
      refs.add(
          "{namespace: %s, name: %s%s}"
              .formatted(model.substring(0, slash), model.substring(slash + 1), more));
    }
    return String.join(", ", refs);
  }
}
