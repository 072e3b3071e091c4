package io.maas.domain.resource.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Access;
import io.maas.domain.catalog.Dialect;
import io.maas.domain.catalog.Endpoint;
import io.maas.domain.catalog.Endpoint.Share;
import io.maas.domain.catalog.Endpoint.Surface;
import io.maas.domain.catalog.Model;
import io.maas.domain.catalog.Secret;
import io.maas.domain.resource.Declare;
import io.maas.domain.resource.Kind;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExternalModelCompilerTest {

  private static final String LEGACY =
      "{provider: %s, endpoint: api.openai.com, targetModel: gpt-x, credentialRef: {name: key}}";
  private static final String PROVIDER =
      "{provider: openai, endpoint: api.openai.com,"
          + " auth: {type: %s, secretRef: {name: key}}, config: {%s}}";
  private static final String REF =
      "{ref: {name: main}, targetModel: gpt-y, apiFormat: openai-chat, path: '%s'%s}";

  private static final Secret KEY = new Secret("value of key");

  private final Scene scene = new Scene().secret("key");

  @Test
  void servesAModelOfTheFirstGeneration() {
    scene.with(Kind.LEGACY_EXTERNAL_MODEL, "llm/gpt", LEGACY.formatted("openai"));
    publish("gpt");

    Model model = model();
    assertThat(model.kind()).isEqualTo("ExternalModel");
    assertThat(model.publishedId()).isEqualTo("gpt");
    assertThat(model.aliases()).isEqualTo(Set.of("gpt", "gpt-x"));
    assertThat(model.endpoints())
        .containsExactly(
            new Endpoint(
                "openai",
                URI.create("https://api.openai.com"),
                "gpt-x",
                "openai",
                new Secret("value of key"),
                1));
    assertThat(scene.said(Kind.LEGACY_EXTERNAL_MODEL, "llm/gpt").phase()).isEqualTo("Ready");
    assertThat(scene.said(Kind.LEGACY_EXTERNAL_MODEL, "llm/gpt").condition("Ready"))
        .isEqualTo("True Reconciled");
  }

  @Test
  void connectsAsTheAnnotationsSay() {
    scene.with(
        Declare.annotated(
            Declare.spec(Kind.LEGACY_EXTERNAL_MODEL, "llm/gpt", LEGACY.formatted("openai")),
            Map.of("maas.opendatahub.io/tls", "false", "maas.opendatahub.io/port", "8080")));
    publish("gpt");

    assertThat(model().endpoints().getFirst().url())
        .isEqualTo(URI.create("http://api.openai.com:8080"));
  }

  @ParameterizedTest
  @CsvSource({
    "openai,https://api.openai.com",
    "something-new,https://api.openai.com",
    "bedrock-openai,https://api.openai.com",
  })
  void knowsWhereProvidersOfTheFirstGenerationAnswer(String provider, String url) {
    scene.with(Kind.LEGACY_EXTERNAL_MODEL, "llm/gpt", LEGACY.formatted(provider));
    publish("gpt");

    assertThat(model().endpoints().getFirst().url()).isEqualTo(URI.create(url));
  }

  @Test
  void knowsHowProvidersOfTheFirstGenerationAreSpokenTo() {
    assertThat(legacy("anthropic"))
        .isEqualTo(
            endpoint(
                "anthropic",
                "https://api.openai.com",
                new Access.Header("x-api-key", KEY),
                new Surface(Dialect.MESSAGES, "/v1/messages")));
    assertThat(legacy("azure-openai"))
        .isEqualTo(
            endpoint(
                "azure-openai",
                "https://api.openai.com/openai",
                new Access.Header("api-key", KEY),
                new Surface(Dialect.OPENAI_CHAT, "/v1/chat/completions")));
    assertThat(legacy("gemini"))
        .isEqualTo(
            endpoint(
                "gemini",
                "https://api.openai.com",
                new Access.Header("x-goog-api-key", KEY),
                new Surface(Dialect.GEMINI, "/v1beta/models/{model}:generateContent")));
    assertThat(legacy("bedrock-openai"))
        .isEqualTo(
            endpoint(
                "bedrock-openai",
                "https://api.openai.com",
                new Access.Bearer(KEY),
                new Surface(Dialect.OPENAI_CHAT, "/v1/chat/completions")));
  }

  private static Endpoint legacy(String provider) {
    Scene one = new Scene().secret("key");
    one.with(Kind.LEGACY_EXTERNAL_MODEL, "llm/gpt", LEGACY.formatted(provider));
    one.with(Kind.MODEL_REF, "llm/ref", "{modelRef: {kind: ExternalModel, name: gpt}}");
    return one.compile().snapshot().models().findFirst().orElseThrow().endpoints().getFirst();
  }

  private static Endpoint endpoint(
      String provider, String url, Access access, Surface... surfaces) {
    return new Endpoint(
        provider, URI.create(url), "gpt-x", provider, access, List.of(surfaces), Share.of(1));
  }

  @ParameterizedTest
  @CsvSource({"bedrock", "vertex", "vertex-openai"})
  void saysWhichProvidersTheFirstGenerationCannotDescribe(String provider) {
    scene.with(Kind.LEGACY_EXTERNAL_MODEL, "llm/gpt", LEGACY.formatted(provider));
    publish("gpt");

    assertThat(model().endpoints()).isEmpty();
    assertThat(model().ready()).isFalse();
    Said said = scene.said(Kind.LEGACY_EXTERNAL_MODEL, "llm/gpt");
    assertThat(said.phase()).isEqualTo("Failed");
    assertThat(said.message("Ready"))
        .isEqualTo(
            "provider "
                + provider
                + " has no place for its config here (expected: an ExternalModel and an"
                + " ExternalProvider of inference.opendatahub.io)");
    assertThat(scene.said(Kind.MODEL_REF, "llm/ref").phase()).isEqualTo("Unhealthy");
  }

  @Test
  void servesAModelOfTheSecondGenerationThroughEachOfItsProviders() {
    scene.with(Kind.EXTERNAL_PROVIDER, "llm/main", PROVIDER.formatted("apikey", "port: '8443'"));
    scene.with(Kind.EXTERNAL_PROVIDER, "llm/other", PROVIDER.formatted("apikey", "tls: 'false'"));
    scene.secret("own");
    scene.with(
        Kind.EXTERNAL_MODEL,
        "llm/gpt",
        """
        {modelName: my-gpt, externalProviderRefs: [
          {ref: {name: main}, targetModel: gpt-y, apiFormat: openai-chat,
           path: "/projects/{project}/v1/chat/completions", config: {project: p-1}, weight: 90,
           auth: {type: apikey, secretRef: {name: own}}},
          {ref: {name: other}, targetModel: gpt-z, apiFormat: openai-chat,
           path: /v1/chat/completions, weight: 10}]}
        """);
    publish("gpt");

    assertThat(model().aliases()).isEqualTo(Set.of("gpt", "my-gpt"));
    assertThat(model().endpoints())
        .containsExactly(
            new Endpoint(
                "main",
                URI.create("https://api.openai.com:8443/projects/p-1"),
                "gpt-y",
                "openai",
                new Secret("value of own"),
                90),
            new Endpoint(
                "other",
                URI.create("http://api.openai.com"),
                "gpt-z",
                "openai",
                new Secret("value of key"),
                10));
    assertThat(scene.said(Kind.EXTERNAL_MODEL, "llm/gpt").phase()).isEqualTo("Ready");
    assertThat(scene.said(Kind.EXTERNAL_PROVIDER, "llm/main").phase()).isEqualTo("Ready");
    assertThat(scene.said(Kind.MODEL_REF, "llm/ref").phase()).isEqualTo("Ready");
  }

  @Test
  void isKnownByItsNameWhereItNamesNoModel() {
    provider("");
    external("/v1/chat/completions", "");
    publish("gpt");

    assertThat(model().aliases()).isEqualTo(Set.of("gpt"));
  }

  @Test
  void letsTheConfigOfAReferenceGoBeforeTheProviders() {
    provider("port: '1', project: a");
    external("/{project}/v1/chat/completions", ", config: {port: '2', project: b}");
    publish("gpt");

    assertThat(model().endpoints().getFirst().url())
        .isEqualTo(URI.create("https://api.openai.com:2/b"));
  }

  @ParameterizedTest
  @CsvSource({
    "/{project}/v1/chat/completions",
    "/{}/v1/chat/completions",
    "/{evil}/v1/chat/completions",
    "/{dots}/v1/chat/completions",
    "/../v1/chat/completions",
    "/a%2fb/v1/chat/completions",
    "/a?b=/v1/chat/completions",
    "//v1/chat/completions",
    "/v1/messages",
    "/v1/chat/completions/more",
    "/v1/chat/completions?",
    "/v1/chat/completions?a=b/c",
    "/v1/chat/completions?v={project}",
    "/v1/chat/completions#f",
  })
  void saysWhichPathsItCannotUse(String path) {
    provider("evil: 'a/b', dots: '..'");
    external(path, "");
    publish("gpt");

    assertThat(model().endpoints()).isEmpty();
    Said said = scene.said(Kind.EXTERNAL_MODEL, "llm/gpt");
    assertThat(said.phase()).isEqualTo("Failed");
    assertThat(said.message("Ready"))
        .startsWith("provider main: path ")
        .endsWith("(expected: filled placeholders and /chat/completions at the end)");
  }

  @Test
  void saysWhichDialectsItDoesNotKnow() {
    provider("");
    scene.with(
        Kind.EXTERNAL_MODEL,
        "llm/claude",
        "{externalProviderRefs: [{ref: {name: main}, targetModel: c, apiFormat: cohere,"
            + " path: /v2/chat}]}");
    publish("claude");

    assertThat(model().ready()).isFalse();
    assertThat(scene.said(Kind.EXTERNAL_MODEL, "llm/claude").message("Ready"))
        .isEqualTo(
            "provider main: apiFormat cohere (expected: openai-chat, openai-responses, messages,"
                + " bedrock-converse, gemini)");
    assertThat(scene.said(Kind.MODEL_REF, "llm/ref").message("RuntimeReady"))
        .contains("apiFormat cohere");
  }

  @Test
  void waitsForASecretThatIsMissing() {
    Scene without = new Scene();
    without.with(Kind.EXTERNAL_PROVIDER, "llm/main", PROVIDER.formatted("apikey", ""));
    without.with(Kind.LEGACY_EXTERNAL_MODEL, "llm/old", LEGACY.formatted("openai"));
    without.with(
        Kind.EXTERNAL_MODEL,
        "llm/gpt",
        "{externalProviderRefs: [" + REF.formatted("/v1/chat/completions", "") + "]}");

    assertThat(without.said(Kind.EXTERNAL_PROVIDER, "llm/main").phase()).isEqualTo("Pending");
    assertThat(without.said(Kind.EXTERNAL_PROVIDER, "llm/main").message("Ready"))
        .isEqualTo("secret llm/key has no key api-key");
    assertThat(without.said(Kind.EXTERNAL_MODEL, "llm/gpt").phase()).isEqualTo("Pending");
    assertThat(without.said(Kind.LEGACY_EXTERNAL_MODEL, "llm/old").phase()).isEqualTo("Pending");
  }

  @Test
  void waitsForAProviderThatIsMissing() {
    external("/v1/chat/completions", "");

    Said said = scene.said(Kind.EXTERNAL_MODEL, "llm/gpt");
    assertThat(said.phase()).isEqualTo("Pending");
    assertThat(said.condition("Ready")).isEqualTo("False BackendNotReady");
    assertThat(said.message("Ready")).isEqualTo("provider llm/main not found");
  }

  @Test
  void isReadyAsLongAsOneProviderIs() {
    provider("");
    scene.with(
        Kind.EXTERNAL_MODEL,
        "llm/gpt",
        "{externalProviderRefs: [{ref: {name: gone}, targetModel: c, apiFormat: openai-chat,"
            + " path: /v1/chat/completions}, "
            + REF.formatted("/v1/chat/completions", "")
            + "]}");
    publish("gpt");

    assertThat(scene.said(Kind.EXTERNAL_MODEL, "llm/gpt").phase()).isEqualTo("Ready");
    assertThat(scene.said(Kind.EXTERNAL_MODEL, "llm/gpt").message("Ready"))
        .isEqualTo("1 endpoint; provider llm/gone not found");
    assertThat(model().ready()).isTrue();
  }

  @Test
  void saysThatAReferenceFindsNoExternalModel() {
    publish("gone");

    assertThat(scene.said(Kind.MODEL_REF, "llm/ref").phase()).isEqualTo("Unhealthy");
    assertThat(scene.said(Kind.MODEL_REF, "llm/ref").message("RuntimeReady"))
        .contains("ExternalModel llm/gone not found");
  }

  @Test
  void meansTheNewerGenerationWhereBothHaveTheName() {
    scene.with(Kind.LEGACY_EXTERNAL_MODEL, "llm/gpt", LEGACY.formatted("openai"));
    provider("");
    external("/v1/chat/completions", "");
    publish("gpt");

    assertThat(model().endpoints()).extracting(Endpoint::servedModel).containsExactly("gpt-y");
  }

  @Test
  void leavesAProviderOnThisMachineOutUnlessThatIsAllowed() {
    scene.with(
        Kind.LEGACY_EXTERNAL_MODEL,
        "llm/gpt",
        "{provider: x, endpoint: localhost, targetModel: g, credentialRef: {name: key}}");
    publish("gpt");

    assertThat(model().endpoints()).isEmpty();
    assertThat(scene.said(Kind.LEGACY_EXTERNAL_MODEL, "llm/gpt").phase()).isEqualTo("Failed");
    scene.allowLoopback();
    assertThat(model().endpoints()).hasSize(1);
  }

  private void provider(String config) {
    scene.with(Kind.EXTERNAL_PROVIDER, "llm/main", PROVIDER.formatted("apikey", config));
  }

  private void external(String path, String more) {
    scene.with(
        Kind.EXTERNAL_MODEL,
        "llm/gpt",
        "{externalProviderRefs: [" + REF.formatted(path, more) + "]}");
  }

  private void publish(String external) {
    scene
        .with(
            Kind.MODEL_REF,
            "llm/ref",
            "{modelRef: {kind: ExternalModel, name: %s}}".formatted(external))
        .policy("p", "llm/ref")
        .subscription("s", "llm/ref");
  }

  private Model model() {
    List<Model> models = scene.compile().snapshot().models().toList();
    assertThat(models).hasSize(1);
    return models.getFirst();
  }
}
