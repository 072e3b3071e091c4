package io.maas.domain.resource.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Dialect;
import io.maas.domain.catalog.Endpoint.Share;
import io.maas.domain.catalog.Fallback;
import io.maas.domain.catalog.Fallback.Trouble;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.catalog.PerMinute;
import io.maas.domain.catalog.ResponseCaching;
import io.maas.domain.catalog.Serving;
import io.maas.domain.catalog.TokenRules;
import io.maas.domain.resource.Declare;
import io.maas.domain.resource.Flow;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.Violation;
import io.maas.domain.resource.spec.ModelRefSpec.Target;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRefSpecTest {

  private static final Resource FULL =
      Declare.spec(
          Kind.MODEL_REF,
          "llm/granite",
          """
          {modelRef: {kind: LLMInferenceService, name: granite}, endpointOverride: "https://x",
           tenantRef: models-as-a-service, aliases: [ibm/granite, g], servedModelName: ibm/granite,
           endpoints: [
             {name: a, url: "http://vllm-a:8000", model: ibm/granite, provider: internal,
              weight: 0, priority: 2, concurrency: 16,
              perMinute: {requests: 600, tokens: 90000}, dialects: [messages, openai-chat],
              credentialRef: {name: vllm-key}},
             {url: "https://vllm.example.com/base/v1/"}],
           tokens: {defaultMaxTokens: 512,
             template: {perPrompt: 10, perMessage: 4, perImage: 1000}},
           serving: {unsupported: refuse, attempts: 5,
             fallback: {models: [{name: b}, {name: c, namespace: lab}], on: [timeout]}},
           responseCache: {ttl: 10m, maxEntryBytes: 2048, shared: user},
           unknown: [is, ignored]}
          """);

  @Test
  void readsEverything() {
    assertThat(read(FULL))
        .isEqualTo(
            new ModelRefSpec(
                Target.LLM_INFERENCE_SERVICE,
                "granite",
                "https://x",
                "models-as-a-service",
                List.of(
                    new EndpointSpec(
                        "a",
                        URI.create("http://vllm-a:8000"),
                        "ibm/granite",
                        "internal",
                        List.of(Dialect.MESSAGES, Dialect.OPENAI_CHAT),
                        new Share(2, 0, 16, new PerMinute(600, 90000)),
                        "vllm-key"),
                    new EndpointSpec(
                        null,
                        URI.create("https://vllm.example.com/base"),
                        null,
                        null,
                        List.of(Dialect.OPENAI_CHAT),
                        Share.of(1),
                        null)),
                List.of("ibm/granite", "g"),
                "ibm/granite",
                new TokenRules(512, new TokenRules.Template(10, 4, 1000)),
                new Serving(
                    Serving.Unsupported.REFUSE,
                    5,
                    new ResponseCaching(
                        Duration.ofMinutes(10), 2048, ResponseCaching.Shared.USER, "/0"),
                    new Fallback(
                        List.of(new ModelId("llm", "b"), new ModelId("lab", "c")),
                        Set.of(Trouble.TIMEOUT)))));
  }

  @Test
  void givesNoAnswerAgainUnlessToldTo() {
    String least = "{modelRef: {kind: ExternalModel, name: x}";
    Resource silent = Declare.spec(Kind.MODEL_REF, "llm/x", least + "}");
    Resource said = Declare.spec(Kind.MODEL_REF, "llm/x", least + ", responseCache: {ttl: 168h}}");

    assertThat(read(silent).serving().caching()).isNull();
    assertThat(read(said).serving().caching())
        .isEqualTo(
            new ResponseCaching(
                Duration.ofDays(7), 1_048_576, ResponseCaching.Shared.TENANT, "/0"));
  }

  @Test
  void lastsForAllButLongPromptsWhereNobodySaysWhatAFallbackIsFor() {
    Resource silent =
        Declare.spec(
            Kind.MODEL_REF,
            "llm/x",
            "{modelRef: {kind: ExternalModel, name: x}, serving: {fallback: {models: [{name:"
                + " y}]}}}");

    assertThat(read(silent).serving().fallback().on())
        .containsExactlyInAnyOrder(Trouble.UNAVAILABLE, Trouble.BUSY, Trouble.TIMEOUT);
  }

  @Test
  void readsTheLeastThatTheReferenceAsks() {
    Resource least =
        Declare.spec(Kind.MODEL_REF, "llm/x", "{modelRef: {kind: ExternalModel, name: x}}");

    assertThat(read(least))
        .isEqualTo(
            new ModelRefSpec(
                Target.EXTERNAL_MODEL,
                "x",
                null,
                null,
                List.of(),
                List.of(),
                null,
                new TokenRules(TokenRules.DEFAULT_MAX_TOKENS, null),
                Serving.DEFAULT));
  }

  @Test
  void understandsTheShortNameOfTheKind() {
    Resource least = Declare.spec(Kind.MODEL_REF, "llm/x", "{modelRef: {kind: llmisvc, name: x}}");

    assertThat(read(least).target()).isEqualTo(Target.LLM_INFERENCE_SERVICE);
  }

  @ParameterizedTest
  @CsvSource({
    "http://h,http://h",
    "http://h/,http://h",
    "http://h/v1,http://h",
    "http://h:80/v1/,http://h:80",
    "https://h/a/b/v1,https://h/a/b",
    "https://h/a/b//,https://h/a/b",
    "https://h/av1,https://h/av1",
    "http://[::1]:8080/v1,http://[::1]:8080",
    "http://10.0.0.1:8000,http://10.0.0.1:8000",
  })
  void keepsAUrlUpToAndWithoutV1(String written, String kept) {
    Resource resource =
        Declare.spec(
            Kind.MODEL_REF,
            "llm/x",
            "{modelRef: {kind: llmisvc, name: x}, endpoints: [{url: '%s'}]}".formatted(written));

    assertThat(read(resource).endpoints().getFirst().url()).isEqualTo(URI.create(kept));
  }

  static List<Case> badInput() {
    String url =
        "(expected: http:// or https://, a host, maybe a port and a path, without user, query or"
            + " fragment)";
    return List.of(
        Case.of("spec", "~", "spec: nothing (expected: an object)"),
        Case.of("spec.modelRef", "~", "spec.modelRef: nothing (expected: an object)"),
        Case.of(
            "spec.modelRef.kind",
            "InferenceService",
            "spec.modelRef.kind: \"InferenceService\" (expected: one of LLMInferenceService,"
                + " ExternalModel, llmisvc)"),
        Case.of("spec.modelRef.kind", "~", "spec.modelRef.kind: nothing (expected: one of "),
        Case.of("spec.modelRef.name", "''", "spec.modelRef.name: \"\" (expected: text of 1 to 253"),
        Case.of("spec.modelRef.name", "a".repeat(254), "spec.modelRef.name: \"aaa"),
        Case.of("spec.tenantRef", "Team_A", "spec.tenantRef: \"Team_A\" (expected: a DNS label"),
        Case.of("spec.endpointOverride", "5", "spec.endpointOverride: 5 (expected: text"),
        Case.of("spec.aliases", "x", "spec.aliases: \"x\" (expected: a list)"),
        Case.of("spec.aliases[1]", "'a b'", "spec.aliases[1]: \"a b\" (expected: 1 to 253"),
        Case.of("spec.servedModelName", "''", "spec.servedModelName: \"\" (expected: 1 to 253"),
        Case.of("spec.endpoints", "{}", "spec.endpoints: an object (expected: a list)"),
        Case.of("spec.endpoints[0]", "http://x", "spec.endpoints[0]: \"http://x\" (expected: an"),
        Case.of("spec.endpoints[0].url", "~", "spec.endpoints[0].url: nothing " + url),
        Case.of("spec.endpoints[0].url", "x:80", "spec.endpoints[0].url: \"x:80\" " + url),
        Case.of("spec.endpoints[0].weight", "101", "spec.endpoints[0].weight: 101 (expected: a"),
        Case.of("spec.endpoints[0].weight", "-1", "spec.endpoints[0].weight: -1 (expected: a"),
        Case.of("spec.endpoints[0].model", "''", "spec.endpoints[0].model: \"\" (expected: 1 to"),
        Case.of("spec.endpoints[0].provider", "''", "spec.endpoints[0].provider: \"\" (expected:"),
        Case.of(
            "spec.endpoints[0].credentialRef",
            "{}",
            "spec.endpoints[0].credentialRef.name: nothing (expected: text of 1 to 253"),
        Case.of(
            "spec.endpoints[1].name",
            "a",
            "spec.endpoints[1].name: \"a\" (expected: a name that no other endpoint of the model"),
        Case.of(
            "spec.endpoints[0].dialects[0]",
            "openai",
            "spec.endpoints[0].dialects[0]: \"openai\" (expected: one of openai-chat,"
                + " openai-responses, messages, bedrock-converse, gemini)"),
        Case.of("spec.endpoints[0].priority", "-1", "spec.endpoints[0].priority: -1 (expected:"),
        Case.of(
            "spec.endpoints[0].concurrency",
            "1.5",
            "spec.endpoints[0].concurrency: 1.5 (expected:"),
        Case.of(
            "spec.serving.unsupported",
            "keep",
            "spec.serving.unsupported: \"keep\" (expected: one of drop, refuse)"),
        Case.of(
            "spec.serving.attempts",
            "11",
            "spec.serving.attempts: 11 (expected: a whole number from 1 to 10)"),
        Case.of("spec.responseCache", "10m", "spec.responseCache: \"10m\" (expected: an object)"),
        Case.of("spec.responseCache", "{}", "spec.responseCache.ttl: nothing (expected: 1 to 9999"),
        Case.of("spec.responseCache.ttl", "0s", "spec.responseCache.ttl: \"0s\" (expected:"),
        Case.of("spec.responseCache.ttl", "10d", "spec.responseCache.ttl: \"10d\" (expected:"),
        Case.of("spec.responseCache.ttl", "169h", "spec.responseCache.ttl: \"169h\" (expected:"),
        Case.of(
            "spec.responseCache.maxEntryBytes",
            "1023",
            "spec.responseCache.maxEntryBytes: 1023 (expected: a whole number from 1024 to"
                + " 16777216)"),
        Case.of(
            "spec.responseCache.shared",
            "all",
            "spec.responseCache.shared: \"all\" (expected: one of tenant, user)"),
        Case.of(
            "spec.serving.fallback",
            "{models: []}",
            "spec.serving.fallback.models: a list of 0 (expected: a list of 1 to 4)"),
        Case.of(
            "spec.serving.fallback.models[0].name",
            "granite",
            "spec.serving.fallback.models[0].name: \"granite\" (expected: a model that is neither"),
        Case.of(
            "spec.serving.fallback.models[1]",
            "{name: b}",
            "spec.serving.fallback.models[1].name: \"b\" (expected: a model that is neither"),
        Case.of(
            "spec.serving.fallback.on[0]",
            "always",
            "spec.serving.fallback.on[0]: \"always\" (expected: one of unavailable, busy, timeout,"
                + " context_length)"),
        Case.of(
            "spec.endpoints[0].perMinute.requests",
            "-1",
            "spec.endpoints[0].perMinute.requests: -1 (expected: a whole number from 0 to"),
        Case.of(
            "spec.endpoints[0].perMinute.tokens",
            "x",
            "spec.endpoints[0].perMinute.tokens: \"x\" (expected: a whole number from 0 to"),
        Case.of("spec.tokens", "5", "spec.tokens: 5 (expected: an object)"),
        Case.of("spec.tokens.defaultMaxTokens", "0", "spec.tokens.defaultMaxTokens: 0 (expected:"),
        Case.of(
            "spec.tokens.template",
            "{}",
            "spec.tokens.template.perPrompt: nothing",
            "spec.tokens.template.perMessage: nothing"),
        Case.of(
            "spec.tokens.template.perPrompt",
            "-1",
            "spec.tokens.template.perPrompt: -1 (expected: a whole number from 0 to 1000000)"),
        Case.of(
            "spec.tokens.template.perImage",
            "1000001",
            "spec.tokens.template.perImage: 1000001 (expected:"));
  }

  @ParameterizedTest
  @MethodSource
  void badInput(Case bad) {
    bad.verify(FULL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://h",
        "http://",
        "http:///path",
        "http://user:pass@h",
        "http://h?x=1",
        "http://h/v1?x=1",
        "http://h#f",
        "http://h:0",
        "http://h:65536",
        "http://h/a/../b",
        "http://h//a",
        "http://h/%2e%2e",
        "http://a_b",
        "http://h h",
        "http://127.1",
        "file:///etc/passwd",
        "/relative",
        "mailto:a@b",
      })
  void refusesUrlsThatNoRequestShouldGoTo(String url) {
    Case.of("spec.endpoints[0].url", "'" + url + "'", "spec.endpoints[0].url: ").verify(FULL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"maas-api", "v1", "internal", "console", "t"})
  void refusesNamespacesThatPathsNeedForThemselves(String namespace) {
    Resource resource =
        Declare.spec(
            Kind.MODEL_REF, namespace + "/x", "{modelRef: {kind: ExternalModel, name: x}}");

    assertThat(Specs.check(resource, Flow::value))
        .extracting(Violation::toString)
        .containsExactly(
            "metadata.namespace: "
                + namespace
                + " (expected: none of [console, internal, maas-api, t, v1])");
  }

  private static ModelRefSpec read(Resource resource) {
    Specs.Reading reading = Specs.read(resource, Flow::value);
    assertThat(reading).isInstanceOf(Specs.Valid.class);
    return (ModelRefSpec) ((Specs.Valid) reading).spec();
  }
}
